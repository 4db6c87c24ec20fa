'use client';
import { LoadProblem } from '@/components/history/load-problem.tsx';

export default function ErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <LoadProblem title="Could not load the breaker" {...props} />;
}
