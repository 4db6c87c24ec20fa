import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '@/lib/protocol/error.ts';
import type { Settings } from '@/lib/settings.ts';

export const SESSION_COOKIE = 'breaker_panel_session';
/** What a browser may load before it has given the token: the page that asks for it, and what that page is made of. */
const OPEN_PATHS = [/^\/sign-in$/, /^\/api\/session$/, /^\/_next\/static\//, /^\/icon\.svg$/];
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Who may do what. Decided from headers alone, so that it holds for pages, routes and websockets alike. */
export interface Access {
  /** Null if it may pass. A websocket handshake counts as a change. */
  refuse(request: { method: string; path: string; headers: IncomingHttpHeaders; upgrade?: boolean }): Refused | null;
  /** The cookie's value for whoever knows the token; null for another token, or if none is needed. */
  sessionFor(token: string): string | null;
}

export interface Refused {
  readonly code: Extract<ErrorCode, 'FOREIGN_ORIGIN' | 'UNAUTHENTICATED'>;
  readonly message: string;
}

export function createAccess({ port, host, publicUrl, operatorToken }: Settings): Access {
  const hosts = new Set(
    ['127.0.0.1', 'localhost', '[::1]', host.includes(':') ? `[${host}]` : host].map((name) => `${name}:${port}`),
  );
  // A browser leaves a scheme's own port out.
  if (port === 80) for (const name of [...hosts]) hosts.add(name.replace(/:80$/, ''));
  const origins = new Set([...hosts].map((name) => `http://${name}`));
  if (publicUrl) {
    hosts.add(publicUrl.host);
    origins.add(publicUrl.origin);
  }
  const session = operatorToken
    ? createHmac('sha256', operatorToken).update('breaker-panel session').digest('base64url')
    : null;

  const knows = ({ cookie, authorization }: IncomingHttpHeaders) =>
    session === null ||
    same(cookieValue(cookie, SESSION_COOKIE), session) ||
    same(authorization?.replace(/^Bearer /, ''), operatorToken);

  return {
    refuse({ method, path, headers, upgrade }) {
      const { host: asked, origin } = headers;
      if (asked === undefined || !hosts.has(asked.toLowerCase())) {
        const message = `Host “${asked ?? ''}” is not known here; PANEL_PUBLIC_URL adds the one behind a proxy.`;
        return { code: 'FOREIGN_ORIGIN', message };
      }
      const changes = upgrade === true || !READING.includes(method);
      if (changes && origin !== undefined && !origins.has(origin.toLowerCase())) {
        return { code: 'FOREIGN_ORIGIN', message: `Changes from “${origin}” are not accepted.` };
      }
      if (!knows(headers) && (upgrade === true || !OPEN_PATHS.some((open) => open.test(path)))) {
        return { code: 'UNAUTHENTICATED', message: 'This panel asks for the operator token.' };
      }
      return null;
    },
    sessionFor: (token) => (session !== null && same(token, operatorToken) ? session : null),
  };
}

/** Compares without telling by its time how much was right. */
function same(given: string | undefined, expected: string | null): boolean {
  if (given === undefined || expected === null) return false;
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  const part = header?.split(';').find((pair) => pair.trim().startsWith(`${name}=`));
  return part?.trim().slice(name.length + 1);
}
