import type { Server, Socket } from 'socket.io';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import {
  type ClientToServerEvents,
  PROTOCOL_VERSION,
  type Resume,
  resumeSchema,
  type ServerToClientEvents,
  watchSchema,
} from '@/lib/protocol/socket-events.ts';
import type { Log } from '@/lib/runtime/ports.ts';
import type { Runtime } from '@/lib/runtime/runtime-handle.ts';

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents>;
type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

const WALL_TICK_MS = 1_000;
const BREAKER_TICK_MS = 250;
/** A client that is further behind than this gets the snapshot alone; its page fetches what it wants of the past. */
const MAX_MISSED = 500;
/** A reader whose buffer holds so many packets for so many ticks in a row is dropped. */
const SLOW_PACKETS = 200;
const SLOW_ROUNDS = 5;
const RECEIVERS = 'receivers';
const WALL = 'wall';
const roomOf = (breaker: string) => `breaker:${breaker}`;

/**
 * Streams the runtime to every browser: snapshot first, then numbered events without a hole, and ticks that may be
 * lost. Returns how to stop, which tells every viewer.
 */
export function attachLiveGateway(io: LiveServer, runtime: Runtime, log: Log): { stop(): Promise<void> } {
  const ring: JournalEntry[] = [];
  const slowRounds = new WeakMap<LiveSocket, number>();

  const stopListening = runtime.onPublished((entries) => {
    ring.push(...entries);
    ring.splice(0, Math.max(0, ring.length - 2 * MAX_MISSED));
    io.to(RECEIVERS).emit('events', entries);
    // A fleet of other breakers is a new ground to stand on.
    if (entries.some(({ kind }) => kind === 'configuration'))
      io.to(RECEIVERS).emit('snapshot', runtime.fleetSnapshot());
  });

  io.on('connection', (socket) => {
    socket.on('resume', (payload) => {
      const resume = resumeSchema.safeParse(payload);
      if (!resume.success) return drop(socket, 'invalid');
      if (resume.data.protocol !== PROTOCOL_VERSION) return drop(socket, 'protocol');
      void welcome(socket, resume.data);
    });
    socket.on('watch', (payload) => {
      const watch = watchSchema.safeParse(payload);
      if (!watch.success) return drop(socket, 'invalid');
      for (const room of socket.rooms) if (room === WALL || room.startsWith('breaker:')) void socket.leave(room);
      if ('breaker' in watch.data) void socket.join(roomOf(watch.data.breaker));
      else if (watch.data.wall) void socket.join(WALL);
      if (socket.rooms.has(RECEIVERS)) socket.emit('snapshot', runtime.fleetSnapshot());
    });
  });

  async function welcome(socket: LiveSocket, { epoch, seq }: Resume): Promise<void> {
    const newest = runtime.publishedSeq;
    socket.emit('hello', {
      protocol: PROTOCOL_VERSION,
      epoch: runtime.epoch,
      seq: newest,
      serverTime: new Date(runtime.now()).toISOString(),
    });
    // A number from the future belongs to another database: nothing of it can be continued.
    const knowsUs = epoch > 0 && epoch <= runtime.epoch && seq <= newest;
    const missed = knowsUs ? await missedSince(seq) : [];
    if (missed.length > 0) socket.emit('events', missed);
    socket.emit('snapshot', runtime.fleetSnapshot());
    void socket.join(RECEIVERS);
  }

  /** Entries after `seq` up to the newest published one; none if it is too many. */
  async function missedSince(seq: number): Promise<readonly JournalEntry[]> {
    const fromRing = () => (ring[0] && ring[0].seq <= seq + 1 ? ring.filter((entry) => entry.seq > seq) : null);
    const missing = runtime.publishedSeq - seq;
    if (missing <= 0 || missing > MAX_MISSED) return [];
    const inRing = fromRing();
    if (inRing) return inRing;
    try {
      const stored = await runtime.history.entriesAfter(seq, MAX_MISSED);
      const last = stored.at(-1)?.seq ?? seq;
      // What was published meanwhile is in the ring; both together have no hole.
      return [...stored, ...ring.filter((entry) => entry.seq > last)];
    } catch (error) {
      log.warn({ error: String(error) }, 'missed events could not be read');
      return [];
    }
  }

  function drop(socket: LiveSocket, reason: 'slow' | 'protocol' | 'invalid'): void {
    log.warn({ socket: socket.id, reason }, 'viewer dropped');
    socket.emit('dropped', { reason });
    // A later turn, so that the reason goes out first.
    setImmediate(() => socket.disconnect(true));
  }

  function dropSlowReaders(): void {
    for (const socket of io.sockets.sockets.values()) {
      // The buffer is Engine.IO's own, and has no limit of its own.
      const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly unknown[] };
      const rounds = writeBuffer.length > SLOW_PACKETS ? (slowRounds.get(socket) ?? 0) + 1 : 0;
      slowRounds.set(socket, rounds);
      if (rounds >= SLOW_ROUNDS) drop(socket, 'slow');
    }
  }

  const wallTimer = setInterval(() => {
    dropSlowReaders();
    if (io.sockets.adapter.rooms.has(WALL)) io.to(WALL).volatile.emit('tick', { wall: runtime.wallTick() });
  }, WALL_TICK_MS);
  const breakerTimer = setInterval(() => {
    for (const room of io.sockets.adapter.rooms.keys()) {
      if (!room.startsWith('breaker:')) continue;
      const tick = breakerTick(room.slice('breaker:'.length));
      if (tick) io.to(room).volatile.emit('tick', { breaker: tick });
    }
  }, BREAKER_TICK_MS);

  function breakerTick(id: string) {
    try {
      return runtime.breakerTick(id);
    } catch {
      // Somebody watches a breaker that isn't there; the page says so already.
      return null;
    }
  }

  return {
    async stop() {
      clearInterval(wallTimer);
      clearInterval(breakerTimer);
      stopListening();
      io.emit('dropped', { reason: 'shutdown' });
      await new Promise((resolve) => setImmediate(resolve));
      await io.close();
    },
  };
}
