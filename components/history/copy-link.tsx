'use client';
import { Check, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/button.tsx';
import { showFailure } from '@/components/ui/show-toast.tsx';

interface CopyLinkProps {
  /** A path of this panel; the reader gets it with the host. Without it: this page as it is. */
  readonly path?: string;
  readonly label: string;
  readonly size?: 'small' | 'medium';
}

/** Copies a permalink, and says so for a moment. */
export function CopyLink({ path, label, size = 'medium' }: CopyLinkProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(path === undefined ? location.href : new URL(path, location.origin).href);
      setCopied(true);
    } catch (failure) {
      showFailure('Link not copied', failure);
    }
  };
  return (
    <>
      <IconButton
        label={copied ? 'Link copied' : label}
        size={size}
        onClick={copy}
        className={size === 'small' ? 'w-6' : ''}
      >
        {copied ? <Check size={14} aria-hidden="true" /> : <Link2 size={14} aria-hidden="true" />}
      </IconButton>
      <span role="status" className="sr-only">
        {copied ? 'Link copied' : ''}
      </span>
    </>
  );
}
