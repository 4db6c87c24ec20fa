'use client';
import { LoadFailed } from '@/components/frame/load-failed.tsx';

/** When not even the frame could be made, e.g. while the server is starting. */
export default function RootError(props: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  return <LoadFailed {...props} />;
}
