import { describe, expect, it } from 'vitest';
import { readSettings } from '@/lib/settings.ts';
import { createAccess, SESSION_COOKIE } from './access.ts';

const TOKEN = 'a token of some length';
const open = createAccess(readSettings({ PANEL_PUBLIC_URL: 'https://panel.example' }));
const guarded = createAccess(readSettings({ PANEL_OPERATOR_TOKEN: TOKEN }));
const HERE = { host: '127.0.0.1:3000' };

describe('where a request comes from', () => {
  it.each([
    ['GET', { host: 'localhost:3000' }],
    ['GET', { host: '[::1]:3000' }],
    ['GET', { host: '127.0.0.1:3000', origin: 'https://evil.example' }],
    ['POST', HERE],
    ['POST', { ...HERE, origin: 'http://localhost:3000' }],
    ['POST', { host: 'panel.example', origin: 'https://panel.example' }],
  ])('%s with %o may pass', (method, headers) => {
    expect(open.refuse({ method, path: '/api/breakers', headers })).toBeNull();
  });

  it.each([
    ['a foreign Origin on a change', 'POST', { ...HERE, origin: 'https://evil.example' }],
    ['another port of this machine', 'DELETE', { ...HERE, origin: 'http://localhost:5173' }],
    ['a page from a file', 'POST', { ...HERE, origin: 'null' }],
    ['a name that was rebound to this address', 'GET', { host: 'evil.example:3000' }],
    ['no Host', 'GET', {}],
  ])('%s is refused', (_name, method, headers) => {
    expect(open.refuse({ method, path: '/api/breakers', headers })?.code).toBe('FOREIGN_ORIGIN');
  });

  it('a foreign Origin is refused on a websocket handshake, though it is a GET', () => {
    const headers = { ...HERE, origin: 'https://evil.example' };
    expect(open.refuse({ method: 'GET', path: '/socket.io/', headers, upgrade: true })?.code).toBe('FOREIGN_ORIGIN');
  });
});

describe('the operator token', () => {
  const ask = (headers: object, path = '/api/breakers', upgrade = false) =>
    guarded.refuse({ method: 'GET', path, headers: { ...HERE, ...headers }, upgrade })?.code ?? 'passes';

  it('guards reads and sockets alike', () => {
    expect(ask({})).toBe('UNAUTHENTICATED');
    expect(ask({}, '/')).toBe('UNAUTHENTICATED');
    expect(ask({}, '/socket.io/', true)).toBe('UNAUTHENTICATED');
    expect(ask({}, '/_next/static/x.js', true)).toBe('UNAUTHENTICATED');
  });

  it('passes as a bearer token and as the session that it buys', () => {
    expect(ask({ authorization: `Bearer ${TOKEN}` })).toBe('passes');
    const session = guarded.sessionFor(TOKEN);
    expect(ask({ cookie: `theme=dark; ${SESSION_COOKIE}=${session}` })).toBe('passes');
    expect(session).not.toContain(TOKEN);
  });

  it('is not passed by anything else', () => {
    expect(ask({ authorization: 'Bearer another token' })).toBe('UNAUTHENTICATED');
    expect(ask({ cookie: `${SESSION_COOKIE}=${TOKEN}` })).toBe('UNAUTHENTICATED');
    expect(guarded.sessionFor('another token')).toBeNull();
    expect(open.sessionFor(TOKEN)).toBeNull();
  });

  it('leaves the page that asks for it open', () => {
    expect(ask({}, '/sign-in')).toBe('passes');
    expect(ask({}, '/_next/static/chunks/a.js')).toBe('passes');
  });
});
