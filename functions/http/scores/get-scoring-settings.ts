import { policies } from '../../../lib/app/scoring.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(scoresRoutes.getScoringSettings, async () => {
  const { version, policy } = await policies.active();
  return ok({ status: 200, body: { ...policy, version }, version });
});
