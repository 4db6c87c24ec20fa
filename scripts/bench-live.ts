// How long it takes from a trip to the browser's wire: `npm run bench:live [-- --json]`. Each round trips
// `call_service_b` in a real server process with a database of its own, and a viewer notes when it is told.
import { io, type Socket } from 'socket.io-client';
import { startPanel } from '../e2e/panel-process.ts';
import {
  type ClientToServerEvents,
  PROTOCOL_VERSION,
  type ServerToClientEvents,
} from '../lib/protocol/socket-events.ts';

const ROUNDS = 200;
const PAUSE_MS = 20;
const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

const panel = await startPanel();
const post = async (path: string, body: object) => {
  const response = await fetch(`${panel.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await response.json();
};
const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(panel.url, { transports: ['websocket'] });
const delaysMs: number[] = [];
socket.on('events', (entries) => {
  for (const entry of entries) {
    const isOurs = entry.kind === 'transition' && entry.breaker === 'call_service_b' && entry.to === 'open';
    if (isOurs) delaysMs.push(Date.now() - Date.parse(entry.at));
  }
});
try {
  socket.emit('resume', { protocol: PROTOCOL_VERSION, epoch: 0, seq: 0 });
  await new Promise((resolve) => socket.once('snapshot', resolve));
  for (let round = 0; round < ROUNDS; round += 1) {
    await post('/api/breakers/call_service_b/calls', { outcome: 'failure', count: 3 });
    await post('/api/breakers/call_service_b/commands', { kind: 'reset', reason: 'the next round' });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const sorted = delaysMs.sort((a, b) => a - b);
  const figures = {
    trips: sorted.length,
    p50Ms: at(sorted, 0.5),
    p99Ms: at(sorted, 0.99),
    maxMs: at(sorted, 1),
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else console.log('From the trip, through the commit, to the viewer:', figures);
} finally {
  socket.disconnect();
  await panel.dispose();
}
