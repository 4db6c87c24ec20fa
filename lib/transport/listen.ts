import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Settings } from '@/lib/settings.ts';

/**
 * Takes the port, before anything else is touched, and answers 503 until the returned function is called. An Error
 * of one line names the variable that must change.
 */
export function listen(server: Server, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<() => void> {
  const starting = (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(503, { 'retry-after': '1' }).end('Breaker Panel is starting.\n');
  };
  server.on('request', starting);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(inWords(error, host, port))));
    server.listen(port, host, () => resolve(() => server.off('request', starting)));
  });
}

function inWords({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} is in use on ${host}; set PORT to a free one`;
    case 'EACCES':
      return `PORT: ${port} may not be used by this user; set PORT to one from 1024 on`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST: ${host} is not an address of this machine`;
    default:
      return `PORT ${port} on HOST ${host}: ${message}`;
  }
}
