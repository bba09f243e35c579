import { models } from '../../../lib/app/versions.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { endOfTime } from '../../../lib/runs/model-record.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showModel } from './show-model.ts';

export const handle = handler(scoresRoutes.getModel, async ({ params }) => {
  const record = await models.get(params.version);
  if (record === null) return fail('model_not_found');
  return ok({ status: 200, body: showModel(record, await models.promotedVersion(endOfTime)) });
});
