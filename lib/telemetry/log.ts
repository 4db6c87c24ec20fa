import { pino } from 'pino';
import type { Log } from '@/lib/runtime/ports.ts';

/** The panel's log: one JSON line an event on standard error, so that standard output stays for people. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
