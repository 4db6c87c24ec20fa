/** A key that does the same as what it stands beside. Screen readers hear it from `aria-keyshortcuts`. */
export function KeyHint({ children }: { readonly children: string }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-4 border border-border bg-surface px-1 font-mono text-11 text-text-3"
    >
      {children}
    </span>
  );
}
