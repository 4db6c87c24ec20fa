// Runs the server in a mode (`production` or `development`), and stops it when its starter goes away.
import { spawn } from 'node:child_process';

const [mode, ...args] = process.argv.slice(2);
const env = { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' };
const server = spawn(process.execPath, args, { stdio: 'inherit', env });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

// npm hands SIGTERM to its shell, which dies without passing it on; the parent's going is what is left to see.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) server.kill('SIGTERM');
}, 500).unref();
