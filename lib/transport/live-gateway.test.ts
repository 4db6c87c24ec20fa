import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import {
  type ClientToServerEvents,
  type FleetSnapshot,
  PROTOCOL_VERSION,
  type ServerToClientEvents,
} from '@/lib/protocol/socket-events.ts';
import { createHostClock } from '@/lib/runtime/host-clock.ts';
import type { Log } from '@/lib/runtime/ports.ts';
import { createRuntime } from '@/lib/runtime/runtime.ts';
import { readSettings } from '@/lib/settings.ts';
import { openMemoryStore } from '@/lib/store/memory-store.ts';
import { createAccess } from './access.ts';
import { guardUpgrades } from './http-guard.ts';
import { listen } from './listen.ts';
import { attachLiveGateway, type LiveServer } from './live-gateway.ts';

type Viewer = Socket<ServerToClientEvents, ClientToServerEvents>;
const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A real server on a free port, with a runtime on real time. */
async function serve() {
  const { state, store } = openMemoryStore();
  const clock = createHostClock();
  let made = 0;
  const newId = () => {
    made += 1;
    return `id-${made}`;
  };
  const runtime = createRuntime({ store, state, clock, log: SILENT, demo: true, seed: 'socket', newId });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const access = createAccess(readSettings({ PORT: String(port) }));
  const sockets: LiveServer = new Server(server, { transports: ['websocket'], allowRequest: guardUpgrades(access) });
  const gateway = attachLiveGateway(sockets, runtime, SILENT);
  stops.push(async () => {
    await gateway.stop();
    await runtime.stop();
    clock.stop();
  });
  return { url: `http://127.0.0.1:${port}`, port, runtime, gateway };
}

function view(url: string) {
  const socket: Viewer = io(url, { transports: ['websocket'], reconnection: false });
  stops.push(() => socket.disconnect());
  const entries: JournalEntry[] = [];
  const snapshots: FleetSnapshot[] = [];
  const order: string[] = [];
  socket.on('events', (batch) => {
    entries.push(...batch);
    order.push('events');
  });
  socket.on('snapshot', (snapshot) => {
    snapshots.push(snapshot);
    order.push('snapshot');
  });
  socket.on('hello', () => order.push('hello'));
  return { socket, entries, snapshots, order };
}

const told = <Name extends keyof ServerToClientEvents>(socket: Viewer, name: Name) =>
  new Promise<Parameters<ServerToClientEvents[Name]>[0]>((resolve) => {
    socket.once(name, ((payload: Parameters<ServerToClientEvents[Name]>[0]) => resolve(payload)) as never);
  });
const FRESH = { protocol: PROTOCOL_VERSION, epoch: 0, seq: 0 };
const seqs = (entries: readonly JournalEntry[]) => entries.map(({ seq }) => seq);

describe('a viewer', () => {
  it('gets hello, then a snapshot, then what happens, numbered on from the snapshot', async () => {
    const { url, runtime } = await serve();
    const { socket, entries, snapshots, order } = view(url);
    socket.emit('resume', FRESH);
    await told(socket, 'snapshot');
    await runtime.sendCalls('call_service_b', { outcome: 'failure', count: 3 });
    await expect.poll(() => entries.length).toBeGreaterThan(0);
    expect(order.slice(0, 3)).toEqual(['hello', 'snapshot', 'events']);
    expect(entries[0]?.seq).toBe((snapshots[0]?.seq ?? 0) + 1);
    expect(entries.at(-1)).toMatchObject({ kind: 'transition', breaker: 'call_service_b', to: 'open' });
  });

  it('that was away gets what it missed, once and without a hole', async () => {
    const { url, runtime } = await serve();
    const first = view(url);
    first.socket.emit('resume', FRESH);
    const { epoch, seq } = await told(first.socket, 'snapshot');
    first.socket.disconnect();
    for (let round = 0; round < 5; round += 1) {
      await runtime.execute('ledger-post', { kind: 'force-open', reason: 'away' }, 'operator');
      await runtime.execute('ledger-post', { kind: 'release', reason: 'away' }, 'operator');
    }
    const second = view(url);
    second.socket.emit('resume', { protocol: PROTOCOL_VERSION, epoch, seq });
    await told(second.socket, 'snapshot');
    const expected = Array.from({ length: runtime.publishedSeq - seq }, (_, index) => seq + 1 + index);
    expect(seqs(second.entries)).toEqual(expected);
    expect(second.snapshots[0]?.seq).toBe(runtime.publishedSeq);
  });

  it('with a number from the future gets a snapshot and nothing of the past', async () => {
    const { url } = await serve();
    const { socket, entries } = view(url);
    socket.emit('resume', { protocol: PROTOCOL_VERSION, epoch: 1, seq: 9_999 });
    await told(socket, 'snapshot');
    expect(entries).toEqual([]);
  });

  it('gets the ticks that it asked for: the wall’s or one breaker’s, never both', async () => {
    const { url } = await serve();
    const { socket } = view(url);
    const kinds: string[] = [];
    socket.on('tick', (tick) => kinds.push('wall' in tick ? 'wall' : tick.breaker.id));
    socket.emit('resume', FRESH);
    socket.emit('watch', { wall: true });
    await expect.poll(() => kinds.length, { timeout: 3_000 }).toBeGreaterThan(0);
    expect(new Set(kinds)).toEqual(new Set(['wall']));
    socket.emit('watch', { breaker: 'catalog-read' });
    await told(socket, 'snapshot');
    kinds.length = 0;
    await expect.poll(() => kinds.length, { timeout: 3_000 }).toBeGreaterThan(3);
    expect(new Set(kinds)).toEqual(new Set(['catalog-read']));
  });

  it.each([
    ['of another version', 'resume', { protocol: 0, epoch: 0, seq: 0 }, 'protocol'],
    ['that sends nonsense', 'resume', { seq: 'x' }, 'invalid'],
    ['that watches nonsense', 'watch', { breaker: 7 }, 'invalid'],
  ] as const)('%s is dropped with the reason', async (_name, event, payload, reason) => {
    const { url } = await serve();
    const { socket } = view(url);
    socket.emit(event, payload as never);
    expect(await told(socket, 'dropped')).toEqual({ reason });
    await expect.poll(() => socket.connected).toBe(false);
  });

  it('from a foreign Origin is not let in: 403 on the handshake', async () => {
    const { port } = await serve();
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      origin: 'https://evil.example',
    };
    const path = '/socket.io/?EIO=4&transport=websocket';
    const status = await new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, headers });
      asked.once('response', (response) => resolve(response.statusCode));
      asked.once('upgrade', () => resolve(101));
      asked.once('error', reject);
      asked.end();
    });
    expect(status).toBe(403);
  });

  it('is told of a shutdown', async () => {
    const { url, gateway } = await serve();
    const { socket } = view(url);
    socket.emit('resume', FRESH);
    await told(socket, 'snapshot');
    const dropped = told(socket, 'dropped');
    await gateway.stop();
    expect(await dropped).toEqual({ reason: 'shutdown' });
  });
});

it('watching changes nothing', async () => {
  const { url, runtime } = await serve();
  const before = runtime.breaker('call_service_b');
  for (let viewer = 0; viewer < 5; viewer += 1) {
    const { socket } = view(url);
    socket.emit('resume', FRESH);
    socket.emit('watch', { breaker: 'call_service_b' });
    await told(socket, 'tick');
  }
  const { stateMs: _before, ...was } = before;
  const { stateMs: _after, ...is } = runtime.breaker('call_service_b');
  expect(is).toEqual(was);
});

it('a port in use is one line that names the variable', async () => {
  const { port } = await serve();
  await expect(listen(createServer(), { host: '127.0.0.1', port })).rejects.toThrow(
    `PORT: ${port} is in use on 127.0.0.1; set PORT to a free one`,
  );
});
