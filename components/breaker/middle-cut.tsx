/** A name that gives way in its middle, so that both ends tell it from its neighbours. */
export function MiddleCut({ text, className }: { readonly text: string; readonly className?: string }) {
  const tail = text.length > 10 ? 5 : 0;
  return (
    <span title={text} className={`flex min-w-0 whitespace-pre ${className ?? ''}`}>
      <span className="truncate">{text.slice(0, text.length - tail)}</span>
      {tail > 0 && <span className="shrink-0">{text.slice(-tail)}</span>}
    </span>
  );
}
