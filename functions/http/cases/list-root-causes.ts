import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { rootCauseCodes, rootCauses } from '../../../lib/recovery/root-causes.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(casesRoutes.listRootCauses, async () =>
  ok({
    status: 200,
    body: { data: rootCauseCodes.map((code) => ({ code, name: { ...rootCauses[code] } })) },
  }),
);
