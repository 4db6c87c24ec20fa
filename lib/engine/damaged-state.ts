import { isRecord, received } from './config-rules.ts';

/** An exported state that can't be restored. `instanceof` doesn't hold across module copies: ask for the `code`. */
export class DamagedState extends Error {
  override readonly name = 'DamagedState';
  readonly code = 'DAMAGED_STATE';

  constructor(path: string, expected: string, value: unknown) {
    super(`Damaged breaker state: ${path} must be ${expected}, received ${received(value)}`);
  }
}

/** A value in foreign JSON and where it stands, so that whoever reads it can name the place of a damage. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

export function field(place: Place, name: string): Place {
  if (!isRecord(place.value)) throw new DamagedState(place.path, 'an object', place.value);
  return { value: Object.hasOwn(place.value, name) ? place.value[name] : undefined, path: `${place.path}.${name}` };
}

export function readNumber({ value, path }: Place, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new DamagedState(path, `a number from ${min} to ${max}`, value);
}

export function readWhole(place: Place, min: number, max: number): number {
  const { value, path } = place;
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value);
  throw new DamagedState(path, `a whole number from ${min} to ${max}`, value);
}

export function readBoolean({ value, path }: Place): boolean {
  if (typeof value === 'boolean') return value;
  throw new DamagedState(path, 'true or false', value);
}

export function readText({ value, path }: Place, pattern: RegExp, expected: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new DamagedState(path, expected, value);
}

export function readOneOf<T extends string>({ value, path }: Place, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new DamagedState(path, `one of ${allowed.join(', ')}`, value);
}

export function readItems({ value, path }: Place): Place[] {
  if (!Array.isArray(value)) throw new DamagedState(path, 'an array', value);
  return value.map((item: unknown, index) => ({ value: item, path: `${path}[${index}]` }));
}
