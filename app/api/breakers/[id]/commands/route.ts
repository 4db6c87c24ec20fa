import { commandSchema } from '@/lib/protocol/command.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { OPERATOR } from '@/lib/transport/operator.ts';
import { type IdContext, readBody, route } from '@/lib/transport/route.ts';

export const POST = route(async (request, { params }: IdContext) => {
  const { id } = await params;
  return getRuntime().execute(id, await readBody(request, commandSchema), OPERATOR);
});
