'use client';
import { Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { IconButton } from '@/components/ui/button.tsx';

/** Both icons are in the page and CSS shows one, so that the server needs not know the theme. */
export function ThemeButton() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <IconButton
      label="Switch between light and dark"
      onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
      className="w-7 max-md:h-11 max-md:w-11"
    >
      <Moon size={16} aria-hidden="true" className="dark:hidden" />
      <Sun size={16} aria-hidden="true" className="hidden dark:block" />
    </IconButton>
  );
}
