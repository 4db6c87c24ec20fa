import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import next from 'next';
import { Server } from 'socket.io';
import { createHostClock } from './lib/runtime/host-clock.ts';
import { createRuntime } from './lib/runtime/runtime.ts';
import { publishRuntime } from './lib/runtime/runtime-handle.ts';
import { readSettings } from './lib/settings.ts';
import { openWorkerStore } from './lib/store/worker-store.ts';
import { createLog } from './lib/telemetry/log.ts';
import { createAccess } from './lib/transport/access.ts';
import { publishAccess } from './lib/transport/access-handle.ts';
import { guardRequests, guardUpgrades } from './lib/transport/http-guard.ts';
import { listen } from './lib/transport/listen.ts';
import { attachLiveGateway, type LiveServer } from './lib/transport/live-gateway.ts';

/** Composition root: everything is made here, wired, and stopped in the opposite order. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const access = createAccess(settings);
  const httpServer = createServer();
  const stopSayingStarting = await listen(httpServer, settings);

  const { store, state } = await openWorkerStore({
    url: settings.databaseUrl,
    workerPath: resolve('dist/store-worker.mjs'),
  });
  for (const notice of state.notices) console.log(notice);
  const clock = createHostClock();
  const runtime = createRuntime({
    store,
    state,
    clock,
    log,
    demo: settings.demo,
    seed: 'breaker-panel',
    newId: randomUUID,
  });
  publishRuntime(runtime);
  publishAccess(access);

  const dev = process.env.NODE_ENV !== 'production';
  const app = next({ dev, hostname: settings.host, port: settings.port, httpServer });
  await app.prepare();
  stopSayingStarting();
  httpServer.on('request', guardRequests(access, app.getRequestHandler()));
  const io: LiveServer = new Server(httpServer, {
    serveClient: false,
    transports: ['websocket'],
    // Next's own sockets (hot reload) arrive at the same server and must live.
    destroyUpgrade: false,
    maxHttpBufferSize: 64 * 1_024,
    allowRequest: guardUpgrades(access),
  });
  const gateway = attachLiveGateway(io, runtime, log);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Should something hang, the process still ends in time; what is committed stays.
    setTimeout(() => process.exit(1), 4_500).unref();
    await gateway.stop();
    httpServer.closeAllConnections();
    await runtime.stop();
    clock.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  const address = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  console.log(`Breaker Panel is ready at http://${address}:${settings.port}`);
}

main().catch((error: unknown) => {
  console.error(`Breaker Panel could not start. ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
