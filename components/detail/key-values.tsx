/** Facts as rows with hairlines: the name at the left, the value at the right. */
export function KeyValues({ rows }: { readonly rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl>
      {rows.map(([name, value]) => (
        <div key={name} className="flex min-h-6 items-baseline gap-4 border-grid py-px not-last:border-b">
          <dt className="shrink-0 text-text-2">{name}</dt>
          <dd className="ml-auto text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
