'use client';
import { Search } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useQueryState } from 'nuqs';
import { useRef } from 'react';
import { KeyHint } from '@/components/ui/key-hint.tsx';
import { useKey } from './use-key.ts';

/** Filters the wall by name, group or downstream, through the address. Elsewhere Enter leads to the wall. */
export function SearchField({ className, bound = true }: { readonly className?: string; readonly bound?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const onWall = usePathname() === '/';
  const [query, setQuery] = useQueryState('q', { defaultValue: '', clearOnDefault: true });
  useKey(bound ? '/' : 'Unbound', () => input.current?.focus());
  return (
    <search className={className}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const text = input.current?.value.trim() ?? '';
          if (!onWall) router.push(text === '' ? '/' : `/?q=${encodeURIComponent(text)}`);
          else document.querySelector<HTMLElement>('[data-tile-link]')?.focus();
        }}
        className="flex h-7 items-center gap-2 rounded-6 border border-border bg-inset px-2.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ink max-md:h-11"
      >
        <Search size={14} aria-hidden="true" className="shrink-0 text-text-3" />
        <input
          ref={input}
          type="search"
          aria-label="Search breakers by name, group or downstream"
          aria-keyshortcuts="/"
          placeholder="Search"
          {...(onWall ? { value: query, onChange: (event) => void setQuery(event.target.value) } : {})}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (onWall) void setQuery('');
            event.currentTarget.blur();
          }}
          className="w-full min-w-0 bg-transparent text-13 outline-none max-md:text-16 [&::-webkit-search-cancel-button]:hidden"
        />
        {bound && <KeyHint>/</KeyHint>}
      </form>
    </search>
  );
}
