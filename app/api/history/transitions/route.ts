import { transitionsQuerySchema } from '@/lib/protocol/history-query.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { readQuery, route } from '@/lib/transport/route.ts';

export const GET = route((request) => getRuntime().history.transitions(readQuery(request, transitionsQuerySchema)));
