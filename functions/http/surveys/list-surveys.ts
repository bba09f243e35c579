import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showSurvey } from './show-survey.ts';

export const handle = handler(surveysRoutes.listSurveys, async ({ query }) => {
  const { cursor, limit, status } = query;
  const list = { route: surveysRoutes.listSurveys.id, status };
  const after = await cursors.open(cursor, list, z.string());
  if (!after.ok) return after;
  const page = await surveys.list({ status, limit, after: after.value });
  return ok({
    status: 200,
    body: { data: page.items.map(showSurvey), nextCursor: await cursors.seal(page.next, list) },
  });
});
