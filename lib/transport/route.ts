import type { z } from 'zod';
import type { Issue } from '@/lib/protocol/error.ts';
import { Refusal } from '@/lib/runtime/refusal.ts';
import { errorReply, STATUS } from './http-reply.ts';

/** No body may be larger. */
export const MAX_BODY_BYTES = 64 * 1_024;

/** Answers with what `handle` returns, as JSON, or with the error reply of what it throws. */
export function route<Context>(
  handle: (request: Request, context: Context) => unknown,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      const answer = await handle(request, context);
      return answer instanceof Response ? answer : Response.json(answer);
    } catch (error) {
      const { status, body } = errorReply(error);
      if (status === STATUS.INTERNAL) console.error(error);
      return Response.json(body, { status });
    }
  };
}

/** The body, parsed. Throws BODY_TOO_LARGE over 64 KB, and INVALID_INPUT if it isn't JSON or doesn't fit. */
export async function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.infer<Schema>> {
  const text = await readText(request);
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refusal('INVALID_INPUT', 'The body is not JSON.', { issues: [{ field: '', message: 'is not JSON' }] });
  }
  return parse(schema, body, 'The body does not fit.');
}

/** The query string, parsed. Throws INVALID_INPUT with the fields named; one given twice is refused, too. */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    if (name in query) {
      throw new Refusal('INVALID_INPUT', 'The query does not fit.', {
        issues: [{ field: name, message: 'is given twice' }],
      });
    }
    if (value !== '') query[name] = value;
  }
  return parse(schema, query, 'The query does not fit.');
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, message: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue): Issue => ({ field: fieldOf(issue), message: inWords(issue, value) }));
  throw new Refusal('INVALID_INPUT', message, { issues });
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path;
  return path.join('.');
}

/** The issue with the value that was received, where there is one to name. */
function inWords(issue: z.core.$ZodIssue, value: unknown): string {
  let received: unknown = value;
  for (const key of issue.path) received = (received as Record<PropertyKey, unknown> | undefined)?.[key];
  if (received === undefined || typeof received === 'object') return issue.message;
  return `${issue.message}; received ${JSON.stringify(received).slice(0, 100)}`;
}

async function readText(request: Request): Promise<string> {
  const tooLarge = () => new Refusal('BODY_TOO_LARGE', `A body may be ${MAX_BODY_BYTES / 1_024} KB at most.`);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.byteLength;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What Next hands to a route below `[id]`. */
export interface IdContext {
  readonly params: Promise<{ readonly id: string }>;
}
