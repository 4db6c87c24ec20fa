import type { Access } from './access.ts';

// See runtime-handle: only the global object is one for the server and its routes.
const KEY = Symbol.for('breaker-panel.access');
const holder = globalThis as { [KEY]?: Access };

/** Makes the guard known to the route that hands out sessions; called once, by server.ts. */
export function publishAccess(access: Access): void {
  holder[KEY] = access;
}

export function getAccess(): Access {
  const access = holder[KEY];
  if (!access) throw new Error('No server in this process: start the panel with `npm start` or `npm run dev`.');
  return access;
}
