'use client';
import { Toaster as Sonner } from 'sonner';

/** At most two at once: what happened, and a summary. */
export function Toaster() {
  return <Sonner position="bottom-right" visibleToasts={2} expand gap={8} offset={16} mobileOffset={{ bottom: 76 }} />;
}
