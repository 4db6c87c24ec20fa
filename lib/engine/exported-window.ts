import { DamagedState, field, type Place, readItems, readOneOf, readText, readWhole } from './damaged-state.ts';
import type { ExportedSecond, ExportedWindow } from './sliding-window.ts';

const MAX_COUNT = 0xffff_ffff;

/** Reads a window out of foreign JSON. */
export function readWindow(place: Place): ExportedWindow {
  const type = readOneOf(field(place, 'type'), ['count-based', 'time-based']);
  if (type === 'time-based') {
    const size = readWhole(field(place, 'size'), 1, 3_600);
    return { type, size, seconds: readSeconds(field(place, 'seconds')) };
  }
  const size = readWhole(field(place, 'size'), 1, 1_000_000);
  const calls = readText(field(place, 'calls'), /^[sftSFT]*$/, 'letters of s, f, t, S, F and T');
  if (calls.length > size) throw new DamagedState(`${place.path}.calls`, `at most ${size} letters`, calls.length);
  return { type, size, calls };
}

function readSeconds(place: Place): ExportedSecond[] {
  let before = -1;
  return readItems(place).map((row) => {
    const read = readSecond(row);
    if (read[0] <= before) throw new DamagedState(`${row.path}[0]`, `after second ${before}`, read[0]);
    before = read[0];
    return read;
  });
}

function readSecond(row: Place): ExportedSecond {
  const items = readItems(row);
  if (items.length !== 6) throw new DamagedState(row.path, 'six numbers', row.value);
  const [second = 0, success = 0, slow = 0, failure = 0, timeout = 0, slowFailed = 0] = items.map((item, index) =>
    readWhole(item, 0, index === 0 ? Number.MAX_SAFE_INTEGER : MAX_COUNT),
  );
  if (slowFailed > failure + timeout) {
    throw new DamagedState(`${row.path}[5]`, `at most the ${failure + timeout} failures and timeouts`, slowFailed);
  }
  return [second, success, slow, failure, timeout, slowFailed];
}
