/** A path of this site, or the panel: an address from outside must not lead anybody away. */
export function sameSitePath(next: string | readonly string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const base = 'http://panel.invalid';
  // The browser's own reading decides: "//evil.example", "/\\evil.example" and tabs inside all leave the site.
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  if (url?.origin !== base || url.pathname.startsWith('//')) return '/';
  return url.pathname.startsWith('/sign-in') ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
