import { routes } from '../../../lib/contract/routes.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(routes.getHealth, async () =>
  ok({ status: 200, body: { status: 'ok' }, headers: { 'Cache-Control': 'no-store' } }),
);
