import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';

export default function NotFound() {
  return (
    <div className="mx-auto max-w-[480px] px-4 py-16">
      <EmptyState
        title="No page with this address"
        line="It may have been typed wrong, or what it showed is gone."
        action={
          <LinkButton href="/" size="small">
            Open panel
          </LinkButton>
        }
      />
    </div>
  );
}
