import { describe, expect, it, vi } from 'vitest';
import { commandSchema } from '@/lib/protocol/command.ts';
import { transitionsQuerySchema } from '@/lib/protocol/history-query.ts';
import { Refusal } from '@/lib/runtime/refusal.ts';
import { MAX_BODY_BYTES, readBody, readQuery, route } from './route.ts';

const post = (body: string) => new Request('http://127.0.0.1/api', { method: 'POST', body });
const get = (query: string) => new Request(`http://127.0.0.1/api?${query}`);
const answer = async (handle: (request: Request) => unknown, request: Request) => {
  const response = await route(handle)(request, undefined);
  return { status: response.status, body: await response.json() };
};

describe('a body', () => {
  const command = (body: string) => answer((request) => readBody(request, commandSchema), post(body));

  it('that fits is read', async () => {
    const { status, body } = await command('{"kind":"reset","reason":" drill "}');
    expect(status).toBe(200);
    expect(body).toEqual({ kind: 'reset', reason: 'drill' });
  });

  it('that is not JSON is 400', async () => {
    expect(await command('{"kind":')).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } });
  });

  it('that does not fit is 400 with every field, its limit and its value', async () => {
    const { status, body } = await command('{"kind":"explode","reason":"","expiresInMs":5,"extra":1}');
    expect(status).toBe(400);
    const fields = body.error.issues.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['kind', 'reason', 'expiresInMs', 'extra']));
    expect(JSON.stringify(body.error.issues)).toContain('received 5');
  });

  it('over 64 KB is 413, whether it says its length or not', async () => {
    const large = `{"reason":"${'x'.repeat(MAX_BODY_BYTES)}"}`;
    expect((await command(large)).status).toBe(413);
    const stream = new Blob([large]).stream();
    const request = new Request('http://127.0.0.1/', { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    expect((await answer((asked) => readBody(asked, commandSchema), request)).status).toBe(413);
  });
});

describe('a query', () => {
  const query = (text: string) => answer((request) => readQuery(request, transitionsQuerySchema), get(text));

  it.each([
    ['limit=501', 'limit'],
    ['limit=0', 'limit'],
    ['cursor=forged', 'cursor'],
    ['from=yesterday', 'from'],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
    ['toState=broken', 'toState'],
    ['colour=red', 'colour'],
    ['limit=1&limit=2', 'limit'],
  ])('%s is 400 and names %s', async (text, field) => {
    const { status, body } = await query(text);
    expect(status).toBe(400);
    expect(body.error.issues[0].field).toBe(field);
  });
});

describe('a failure', () => {
  it('with a code has its status, its words and what is true now', async () => {
    const refuse = () => {
      throw new Refusal('STALE_GENERATION', 'It has changed.', { current: { generation: 4 } });
    };
    expect(await answer(refuse, get(''))).toEqual({
      status: 409,
      body: { error: { code: 'STALE_GENERATION', message: 'It has changed.', current: { generation: 4 } } },
    });
  });

  it('without one says nothing of itself', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const fail = () => {
      throw new Error('secret path /etc');
    };
    const { status, body } = await answer(fail, get(''));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});
