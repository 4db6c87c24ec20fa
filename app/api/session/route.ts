import { z } from 'zod';
import { Refusal } from '@/lib/runtime/refusal.ts';
import { SESSION_COOKIE } from '@/lib/transport/access.ts';
import { getAccess } from '@/lib/transport/access-handle.ts';
import { readBody, route } from '@/lib/transport/route.ts';

const sessionSchema = z.strictObject({ token: z.string().min(1).max(1_000) });
const A_MONTH_S = 30 * 86_400;

/** Gives a browser that knows the operator token its session. */
export const POST = route(async (request) => {
  const { token } = await readBody(request, sessionSchema);
  const session = getAccess().sessionFor(token);
  if (session === null) throw new Refusal('UNAUTHENTICATED', 'This is not the operator token.');
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
  const cookie = `${SESSION_COOKIE}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${A_MONTH_S}${secure}`;
  return Response.json({ status: 'signed-in' }, { headers: { 'set-cookie': cookie } });
});
