'use client';
import { LoadFailed } from '@/components/frame/load-failed.tsx';

/** A page that failed, inside the frame, which goes on. */
export default function PanelError(props: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  return <LoadFailed {...props} />;
}
