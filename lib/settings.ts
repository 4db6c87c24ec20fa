import { z } from 'zod';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'] as const;

const onOrOff = z.enum(['on', 'off']).transform((word) => word === 'on');

const schema = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PANEL_OPERATOR_TOKEN: z.string().min(16).optional(),
    PANEL_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATABASE_URL: z
      .string()
      .regex(/^file:.+/, 'must begin with file:')
      .default('file:./data/panel.db'),
    PANEL_DEMO: onOrOff.default(true),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  })
  .refine((env) => isLoopback(env.HOST) || env.PANEL_OPERATOR_TOKEN !== undefined, {
    path: ['HOST'],
    error: 'is not a loopback address, which needs PANEL_OPERATOR_TOKEN to be set as well',
  });

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Guards everything when it is set. */
  readonly operatorToken: string | null;
  /** Under which a proxy shows the panel; its Origin is accepted. */
  readonly publicUrl: URL | null;
  readonly databaseUrl: string;
  /** Whether an empty database gets the demo fleet. */
  readonly demo: boolean;
  readonly logLevel: string;
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return (LOOPBACK as readonly string[]).includes(host) || host.startsWith('127.');
}

/** Reads the environment once. A wrong value throws an Error of one line that names the variable. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const received = name === 'PANEL_OPERATOR_TOKEN' ? 'a shorter one' : `“${env[name] ?? ''}”`;
    throw new Error(`${name}: ${issue?.message}; received ${received}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    operatorToken: data.PANEL_OPERATOR_TOKEN ?? null,
    publicUrl: data.PANEL_PUBLIC_URL ? new URL(data.PANEL_PUBLIC_URL) : null,
    databaseUrl: data.DATABASE_URL,
    demo: data.PANEL_DEMO,
    logLevel: data.LOG_LEVEL,
  };
}
