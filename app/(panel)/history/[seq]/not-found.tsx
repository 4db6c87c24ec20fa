import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';

export default function NotFound() {
  return (
    <div className="mx-auto w-full max-w-[560px] p-4 pt-16">
      <h1 className="sr-only">No entry with this number</h1>
      <EmptyState
        title="No entry with this number"
        line="The history goes from 1 to the newest number without holes; this one is not in it."
        action={
          <LinkButton href="/history" size="small">
            Open history
          </LinkButton>
        }
      />
    </div>
  );
}
