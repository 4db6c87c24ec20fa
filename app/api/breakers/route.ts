import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { route } from '@/lib/transport/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route(() => ({ breakers: getRuntime().breakers() }));
