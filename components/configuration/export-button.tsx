'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';

// Eight libraries' words are of use only to whoever asks for them.
const ExportDrawer = dynamic(() => import('./export-drawer.tsx').then(({ ExportDrawer: drawer }) => drawer));

/** Offers a breaker's configuration in other libraries' words. */
export function ExportButton({ identity }: { readonly identity: BreakerIdentity }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Export configuration
      </Button>
      {open && <ExportDrawer identity={identity} onClose={() => setOpen(false)} />}
    </>
  );
}
