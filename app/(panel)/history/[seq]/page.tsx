import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { EntryPage } from '@/components/history/entry-page.tsx';
import { eventWords } from '@/components/wall/event-words.ts';
import { loadEntry } from './load-entry.ts';

interface PageProps {
  readonly params: Promise<{ seq: string }>;
}

/** Only plain numbers are permalinks: "1e3" is another address. */
const seqOf = async (params: PageProps['params']) => {
  const { seq } = await params;
  return /^\d{1,15}$/.test(seq) ? Number(seq) : 0;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await connection();
  const data = await loadEntry(await seqOf(params));
  if (!data) return { title: 'No such entry' };
  const { subject, verb } = eventWords(data.entry, data.breakers);
  return { title: `${subject}: ${verb.replace(/\.$/, '')}` };
}

export default async function Page({ params }: PageProps) {
  await connection();
  const data = await loadEntry(await seqOf(params));
  if (!data) notFound();
  return <EntryPage {...data} />;
}
