import { policies } from '../../../lib/app/versions.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(scoresRoutes.getScoringSettings, async ({ query }) => {
  const record = await (query.version === undefined
    ? policies.active()
    : policies.get(query.version));
  if (record === null) return fail('settings_not_found');
  const { version, policy } = record;
  return ok({ status: 200, body: { ...policy, version }, version });
});
