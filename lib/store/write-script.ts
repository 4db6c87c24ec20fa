import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { RollUp, WriteBatch } from '@/lib/runtime/ports.ts';

/** Rows as an SQL literal that `json_each` reads. JSON has no character but the quote that ends a literal. */
function rowsLiteral(rows: readonly unknown[]): string {
  return `'${JSON.stringify(rows).replaceAll("'", "''")}'`;
}

function columns(count: number): string {
  return Array.from({ length: count }, (_, index) => `value ->> ${index}`).join(', ');
}

function journalRow(entry: JournalEntry): unknown[] {
  const transition = entry.kind === 'transition' ? entry : null;
  return [
    entry.seq,
    entry.epoch,
    Date.parse(entry.at),
    entry.kind,
    entry.breaker,
    transition?.from ?? null,
    transition?.to ?? null,
    transition?.cause ?? null,
    'actor' in entry ? entry.actor : null,
    entry.kind === 'command' ? entry.commandId : null,
    entry,
  ];
}

function journalScript(entries: readonly JournalEntry[]): string {
  return `INSERT INTO journal (seq, epoch, at, kind, breaker, fromState, toState, cause, actor, commandId, body)
    SELECT ${columns(11)} FROM json_each(${rowsLiteral(entries.map(journalRow))})`;
}

function breakersScript(breakers: NonNullable<WriteBatch['breakers']>): string {
  const rows = breakers.map(({ definition, config, revision }) => [definition.id, definition, config, revision]);
  return `INSERT INTO breakers (id, position, definition, config, revision)
    SELECT value ->> 0, (SELECT coalesce(max(position), 0) FROM breakers) + key + 1, value ->> 1, value ->> 2, value ->> 3
    FROM json_each(${rowsLiteral(rows)}) WHERE true
    ON CONFLICT (id) DO UPDATE
      SET definition = excluded.definition, config = excluded.config, revision = excluded.revision`;
}

function deletedScript(ids: readonly string[]): string {
  const gone = `(SELECT value FROM json_each(${rowsLiteral(ids)}))`;
  return `DELETE FROM breakers WHERE id IN ${gone};
    DELETE FROM checkpoints WHERE breaker IN ${gone}`;
}

function checkpointsScript(checkpoints: NonNullable<WriteBatch['checkpoints']>): string {
  const rows = checkpoints.map(({ breaker, at, state, hold }) => [
    breaker,
    Math.floor(at),
    JSON.stringify(state ?? null),
    hold === null ? null : JSON.stringify(hold),
  ]);
  return `INSERT INTO checkpoints (breaker, at, state, hold)
    SELECT ${columns(4)} FROM json_each(${rowsLiteral(rows)}) WHERE true
    ON CONFLICT (breaker) DO UPDATE SET at = excluded.at, state = excluded.state, hold = excluded.hold`;
}

function faultsScript(faults: NonNullable<WriteBatch['faults']>): string {
  const rows = faults.map((fault) => [fault.id, fault]);
  return `DELETE FROM faults;
    INSERT INTO faults (id, position, body)
    SELECT value ->> 0, key, value ->> 1 FROM json_each(${rowsLiteral(rows)})`;
}

/** The statements that write a batch, one for each table; empty if there is nothing to write. */
export function writeScript(batch: WriteBatch): string {
  const scripts: string[] = [];
  if (batch.entries.length > 0) scripts.push(journalScript(batch.entries));
  if (batch.deletedBreakers && batch.deletedBreakers.length > 0) scripts.push(deletedScript(batch.deletedBreakers));
  if (batch.breakers && batch.breakers.length > 0) scripts.push(breakersScript(batch.breakers));
  if (batch.faults) scripts.push(faultsScript(batch.faults));
  if (batch.checkpoints && batch.checkpoints.length > 0) scripts.push(checkpointsScript(batch.checkpoints));
  return scripts.join(';\n');
}

/** The statement that writes roll-ups in place of those of the same step; empty if there are none. */
export function rollUpsScript(rollUps: readonly RollUp[]): string {
  if (rollUps.length === 0) return '';
  const rows = rollUps.map((row) => [
    row.stepMs,
    row.breaker,
    row.at,
    row.success,
    row.slow,
    row.timeout,
    row.failure,
    row.rejected,
    row.failureRate,
    row.slowCallRate,
    row.latency,
  ]);
  return `INSERT OR REPLACE INTO roll_ups
      (stepMs, breaker, at, success, slow, timeout, failure, rejected, failureRate, slowCallRate, latency)
    SELECT ${columns(11)} FROM json_each(${rowsLiteral(rows)})`;
}
