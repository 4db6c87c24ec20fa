import { UnknownBreaker } from '@/components/detail/unknown-breaker.tsx';

export default function NotFound() {
  return <UnknownBreaker />;
}
