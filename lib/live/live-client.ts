import { io, type Socket } from 'socket.io-client';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import {
  type ClientToServerEvents,
  type FleetSnapshot,
  PROTOCOL_VERSION,
  type ServerToClientEvents,
  type Watch,
} from '@/lib/protocol/socket-events.ts';
import {
  applyBreakerTick,
  applyEntries,
  applySnapshot,
  applyWallTick,
  initialState,
  mergeFeed,
} from './fleet-reducer.ts';
import type { Connection, FleetState } from './fleet-state.ts';

/** The page's one connection to the server, without React. */
export interface LiveClient {
  readonly state: () => FleetState;
  /** What the server rendered the page with. */
  readonly renderedState: FleetState;
  /** Called after every change; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Says which ticks the page wants; returns how to stop wanting them. */
  readonly watch: (watch: Watch) => () => void;
  readonly retryNow: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

const DELAYED_AFTER_MS = 2_500;
const STALE_AFTER_MS = 5_000;
/** A page that hasn't reached the server for so long is offline, though it goes on trying. */
const OFFLINE_AFTER_MS = 30_000;
/** What a page gets that asks for nothing else: every page counts the fleet's states in its header. */
const WALL: Watch = { wall: true };
/** A hidden tab gets numbered events only. */
const NOTHING: Watch = { wall: false };

/** Makes the client; it connects on `start`, and again by itself. What is known is kept, and greyed, while away. */
export function createLiveClient(snapshot: FleetSnapshot, feed: readonly JournalEntry[]): LiveClient {
  const listeners = new Set<() => void>();
  const watches: Watch[] = [];
  const renderedState = initialState(snapshot, feed, null);
  let state = renderedState;
  let socket: Socket<ServerToClientEvents, ClientToServerEvents> | null = null;
  let clockTimer: ReturnType<typeof setInterval> | undefined;

  function update(next: FleetState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  }

  function connection(change: Partial<Connection>): Connection {
    const next = { ...state.connection, ...change };
    const same = (Object.keys(next) as (keyof Connection)[]).every((key) => next[key] === state.connection[key]);
    return same ? state.connection : next;
  }

  /** Something came that proves the connection. */
  function heard(next: FleetState): void {
    update({ ...next, connection: connection({ status: 'live', lastHeardAt: Date.now(), attempt: 0, stale: false }) });
  }

  function resync(): void {
    socket?.emit('resume', { protocol: PROTOCOL_VERSION, epoch: state.epoch, seq: state.seq });
  }

  function sendWatch(): void {
    if (!socket?.connected) return;
    socket.emit('watch', document.hidden ? NOTHING : (watches.at(-1) ?? WALL));
  }

  /** By the clock: late values are first delayed, then stale, then the page is offline. */
  function judge(): void {
    const { lastHeardAt, status } = state.connection;
    if (lastHeardAt === null) return;
    const age = Date.now() - lastHeardAt;
    // A hidden tab has left the ticks on purpose.
    if (document.hidden && socket?.connected) return;
    const connected = socket?.connected === true;
    let judged = status;
    if (connected) judged = age > DELAYED_AFTER_MS ? 'delayed' : 'live';
    else if (age > OFFLINE_AFTER_MS) judged = 'offline';
    else if (status !== 'connecting') judged = 'reconnecting';
    update({ ...state, connection: connection({ status: judged, stale: age > STALE_AFTER_MS }) });
  }

  function connect(): void {
    const made: Socket<ServerToClientEvents, ClientToServerEvents> = io({
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.5,
    });
    made.on('connect', () => {
      resync();
      sendWatch();
    });
    made.on('disconnect', (reason) => {
      update({ ...state, connection: connection({ status: 'reconnecting' }) });
      // The server hung up on this page, e.g. for reading too slowly: the library leaves it to us to come back.
      if (reason === 'io server disconnect') setTimeout(() => made.connect(), 500);
    });
    made.io.on('reconnect_attempt', (attempt) => {
      const { status } = state.connection;
      update({ ...state, connection: connection({ attempt, status: status === 'offline' ? status : 'reconnecting' }) });
    });
    made.on('hello', ({ protocol }) => {
      // The server was updated while this page was open.
      if (protocol !== PROTOCOL_VERSION) location.reload();
    });
    made.on('snapshot', (fresh) => heard(applySnapshot(state, fresh, Date.now())));
    made.on('events', (entries) => {
      const applied = applyEntries(state, entries);
      update(mergeFeed(applied.state, entries));
      if (applied.gap) resync();
    });
    made.on('tick', (tick) => {
      if ('wall' in tick) heard(applyWallTick(state, tick.wall, Date.now()));
      else heard(applyBreakerTick(state, tick.breaker, Date.now()));
    });
    made.on('dropped', ({ reason }) => {
      if (reason === 'protocol') location.reload();
    });
    socket = made;
  }

  const onVisibility = () => sendWatch();

  return {
    state: () => state,
    renderedState,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(watch) {
      watches.push(watch);
      sendWatch();
      return () => {
        watches.splice(watches.indexOf(watch), 1);
        if ('breaker' in watch) update({ ...state, detail: null });
        sendWatch();
      };
    },
    retryNow() {
      socket?.disconnect().connect();
    },
    start() {
      if (socket) return;
      update({ ...state, connection: connection({ lastHeardAt: Date.now() }) });
      connect();
      clockTimer = setInterval(judge, 500);
      document.addEventListener('visibilitychange', onVisibility);
    },
    stop() {
      socket?.disconnect();
      socket = null;
      clearInterval(clockTimer);
      document.removeEventListener('visibilitychange', onVisibility);
    },
  };
}
