/** Rows of equal shape, by column: a quarter of the size of the rows as JSON (see docs/protocol.md). */
export type Columns<Row> = { readonly [Key in keyof Row]: readonly Row[Key][] };

/** Turns rows into columns; `keys` says which, in order. */
export function toColumns<Row extends object>(rows: readonly Row[], keys: readonly (keyof Row)[]): Columns<Row> {
  const columns = {} as { [Key in keyof Row]: Row[Key][] };
  for (const key of keys) columns[key] = rows.map((row) => row[key]);
  return columns;
}

/** Turns columns back into rows. Columns of different lengths throw a RangeError: the frame is damaged. */
export function fromColumns<Row extends object>(columns: Columns<Row>): Row[] {
  const entries = Object.entries(columns) as [keyof Row, readonly Row[keyof Row][]][];
  const length = entries[0]?.[1].length ?? 0;
  const rows = Array.from({ length }, () => ({}) as Row);
  for (const [key, values] of entries) {
    if (values.length !== length)
      throw new RangeError(`column ${String(key)} has ${values.length} rows, expected ${length}`);
    values.forEach((value, index) => {
      (rows[index] as Row)[key] = value;
    });
  }
  return rows;
}
