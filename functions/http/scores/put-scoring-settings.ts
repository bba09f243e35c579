import { preview } from '../../../lib/app/preview.ts';
import { policies } from '../../../lib/app/versions.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { putPolicy } from '../../../lib/runs/put-policy.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(scoresRoutes.putScoringSettings, async ({ body, query, call }) => {
  // There always are settings.
  if (call.mustBeNew) return fail('stale_version', { detail: 'There are settings already' });
  const { ifMatch, now, caller } = call;
  if (query.preview === 'true') {
    const result = await preview(body, { ifMatch, now });
    if (!result.ok) return result;
    return ok({ status: 200, body: result.value, version: result.value.version });
  }
  const result = await putPolicy(policies, { policy: body, ifMatch, by: caller, at: now });
  if (!result.ok) return result;
  const { version, policy } = result.value;
  return ok({ status: 200, body: { ...policy, version }, version });
});
