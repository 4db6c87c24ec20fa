import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { ErrorReply } from '@/lib/protocol/error.ts';
import type { Access, Refused } from './access.ts';
import { STATUS } from './http-reply.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Puts the guard before pages and routes. Whoever lacks the token is sent to the page that asks for it. */
export function guardRequests(access: Access, handle: Handler): Handler {
  return (request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/socket.io/')) return;
    const path = url.replace(/[?#].*$/, '');
    const refused = access.refuse({ method: request.method ?? 'GET', path, headers: request.headers });
    if (!refused) return handle(request, response);
    const asksForPage = request.headers.accept?.includes('text/html') === true && !path.startsWith('/api/');
    if (refused.code === 'UNAUTHENTICATED' && asksForPage) {
      response.writeHead(303, { location: `/sign-in?next=${encodeURIComponent(url)}` }).end();
      return;
    }
    refuse(response, refused);
  };
}

/** The same guard for websocket handshakes, in the form that Socket.IO asks for. */
export function guardUpgrades(access: Access) {
  return (request: IncomingMessage, answer: (error: string | null | undefined, success: boolean) => void): void => {
    const refused = access.refuse({ method: 'GET', path: request.url ?? '/', headers: request.headers, upgrade: true });
    if (refused) {
      // Socket.IO would answer 400 to whatever is refused.
      const status = STATUS[refused.code];
      const lines = [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Connection: close',
        'Content-Type: application/json',
      ];
      request.socket.end(`${lines.join('\r\n')}\r\n\r\n${JSON.stringify(bodyOf(refused))}`);
    }
    answer(refused?.message, refused === null);
  };
}

function refuse(response: ServerResponse, refused: Refused): void {
  response.writeHead(STATUS[refused.code], { 'content-type': 'application/json' }).end(JSON.stringify(bodyOf(refused)));
}

function bodyOf({ code, message }: Refused): ErrorReply {
  return { error: { code, message } };
}
