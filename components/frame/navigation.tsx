'use client';
import { History, LayoutGrid, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classNames } from '@/components/ui/class-names.ts';

interface Room {
  readonly href: string;
  readonly name: string;
  readonly Icon: LucideIcon;
}
const ROOMS: readonly Room[] = [
  { href: '/', name: 'Panel', Icon: LayoutGrid },
  { href: '/history', name: 'History', Icon: History },
];

/** A breaker's own page belongs to the panel. */
const isIn = (room: Room, path: string): boolean =>
  room.href === '/' ? path === '/' || path.startsWith('/breakers') : path.startsWith(room.href);

export const roomName = (path: string): string => ROOMS.find((room) => isIn(room, path))?.name ?? 'Panel';

export function HeaderNavigation() {
  const path = usePathname();
  return (
    <nav aria-label="Pages" className="flex items-center gap-1 max-md:hidden">
      {ROOMS.map((room) => (
        <Link
          key={room.href}
          href={room.href}
          aria-current={isIn(room, path) ? 'page' : undefined}
          className={classNames(
            'flex h-7 items-center rounded-6 px-2.5 text-13 font-medium',
            isIn(room, path) ? 'bg-hover text-text' : 'text-text-2 hover:text-text',
          )}
        >
          {room.name}
        </Link>
      ))}
    </nav>
  );
}

/** Under the thumb on phones. */
export function BottomNavigation() {
  const path = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {ROOMS.map((room) => (
        <Link
          key={room.href}
          href={room.href}
          aria-current={isIn(room, path) ? 'page' : undefined}
          className={classNames(
            'flex h-14 flex-1 flex-col items-center justify-center gap-1 text-11 font-medium -outline-offset-2',
            isIn(room, path) ? 'text-text' : 'text-text-2',
          )}
        >
          <room.Icon size={20} aria-hidden="true" strokeWidth={isIn(room, path) ? 2.2 : 1.6} />
          {room.name}
        </Link>
      ))}
    </nav>
  );
}
