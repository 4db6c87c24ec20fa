import { Tag } from '@/components/ui/tag.tsx';
import type { Behaviour, Note } from '@/lib/dialects/configuration/target.ts';

/** What a library can't say or does otherwise, a sentence each. */
export function NoteList({ title, notes }: { readonly title: string; readonly notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-13 font-semibold">{title}</h3>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-12 text-text-2">
        {notes.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** Whether the panel takes the library's own decisions, or comes near them. */
export function BehaviourLine({ behaviour }: { readonly behaviour: Behaviour }) {
  return (
    <p className="text-12 text-text-2">
      {behaviour.approximated && (
        <>
          <Tag>approximated</Tag>{' '}
        </>
      )}
      {behaviour.summary}
    </p>
  );
}
