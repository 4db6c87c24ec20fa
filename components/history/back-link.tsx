'use client';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { buttonClasses } from '@/components/ui/button.tsx';

/** One page up. */
export function BackLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      className={`${buttonClasses('default', 'medium', { bare: true })} w-7`}
    >
      <ArrowLeft size={14} aria-hidden="true" />
    </Link>
  );
}
