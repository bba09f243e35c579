import { dateAsked, insights } from '../../../lib/app/insights.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import { missingCohorts } from '../../../lib/insights/missing.ts';
import { beforeFrom } from '../../../lib/shared/before-from.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { type CohortQuery, showCohorts, showEarlier } from './show-cohorts.ts';
import { showHead } from './show-head.ts';

export const handle = handler(insightsRoutes.getCohortInsights, async ({ query, call }) => {
  const asOf = dateAsked(query.asOf, call.now);
  if (!asOf.ok) return asOf;
  const errors = faultsOf(query);
  if (errors.length > 0) return fail('invalid_request', { errors });
  const { measure } = query;
  const basis = measure === 'retention' ? (query.basis ?? 'active_in') : null;
  const record = await insights.cohorts(asOf.value);
  const table = record?.cohorts ?? null;
  return ok({
    status: 200,
    body: {
      ...showHead(record, missingCohorts(table)),
      measure,
      basis,
      cohorts: table === null ? [] : showCohorts(table, { ...query, basis }),
      earlier: table === null ? null : showEarlier(table.earlier),
    },
  });
});

const faultsOf = ({
  from,
  to,
  measure,
  basis,
}: {
  readonly [Name in keyof CohortQuery]?: CohortQuery[Name] | undefined;
}) => [
  ...(from !== undefined && to !== undefined && from > to ? [beforeFrom] : []),
  ...(basis && measure !== 'retention'
    ? [{ pointer: '?basis', code: 'of_retention', message: 'Only retention has a basis' }]
    : []),
];
