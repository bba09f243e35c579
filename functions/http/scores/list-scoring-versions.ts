import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { policies } from '../../../lib/app/versions.ts';
import { scoresRoutes } from '../../../lib/contract/routes/scores.ts';
import { listPolicyVersions } from '../../../lib/runs/list-policy-versions.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(scoresRoutes.listScoringVersions, async ({ query }) => {
  const list = { route: scoresRoutes.listScoringVersions.id };
  const before = await cursors.open(query.cursor, list, z.int());
  if (!before.ok) return before;
  const { items, next } = await listPolicyVersions(policies, {
    limit: query.limit,
    before: before.value,
  });
  const data = items.map(({ version, since, by, changes }) => ({
    version,
    since,
    by,
    changes: [...changes],
  }));
  return ok({ status: 200, body: { data, nextCursor: await cursors.seal(next, list) } });
});
