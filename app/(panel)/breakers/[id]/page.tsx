import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { BreakerPage } from '@/components/detail/breaker-page.tsx';
import { findBreaker, loadBreakerPage } from './load-breaker-page.ts';

interface PageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const idOf = async (params: PageProps['params']) => decodeURIComponent((await params).id);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await connection();
  const detail = findBreaker(await idOf(params));
  return { title: detail ? `${detail.name}, ${detail.group}` : 'No breaker with this name' };
}

export default async function Page({ params, searchParams }: PageProps) {
  await connection();
  const detail = findBreaker(await idOf(params));
  if (!detail) notFound();
  const { range } = await searchParams;
  const data = await loadBreakerPage(detail, typeof range === 'string' ? range : undefined);
  // Another breaker is another page: no chart, count or answer of the one before stays.
  return <BreakerPage key={detail.id} data={data} />;
}
