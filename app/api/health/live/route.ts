import { route } from '@/lib/transport/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route(() => ({ status: 'live' }));
