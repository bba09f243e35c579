import { dateAsked, satisfaction } from '../../../lib/app/insights.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import { monthName, monthOfName } from '../../../lib/insights/month.ts';
import {
  figuresOf,
  gapOf,
  groupFigures,
  type MonthRange,
} from '../../../lib/insights/satisfaction-report.ts';
import { satisfactionMonths } from '../../../lib/insights/satisfaction-table.ts';
import { beforeFrom } from '../../../lib/shared/before-from.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showGap } from '../surveys/show-results.ts';
import { ends, showFigures, showSatisfactionHead } from './show-satisfaction.ts';

/** Months of a window that nobody named. */
const defaultMonths = 12;

const faultsOf = ({ from, to }: MonthRange) => [
  ...(from > to ? [beforeFrom] : []),
  ...(to - from >= satisfactionMonths
    ? [{ pointer: '?from', code: 'too_long', message: `At most ${satisfactionMonths} months` }]
    : []),
];

export const handle = handler(insightsRoutes.getSatisfactionInsights, async ({ query, call }) => {
  const asOf = dateAsked(query.asOf, call.now);
  if (!asOf.ok) return asOf;
  const { by } = query;
  const record = await satisfaction.totals(asOf.value);
  const to = monthOfName(query.to ?? record?.dataEnd ?? asOf.value);
  const from = query.from === undefined ? to - defaultMonths + 1 : monthOfName(query.from);
  const range = { from, to };
  const errors = faultsOf(range);
  if (errors.length > 0) return fail('invalid_request', { errors });
  const groups = by === undefined ? null : await satisfaction.groups(by, asOf.value);
  return ok({
    status: 200,
    body: {
      ...showSatisfactionHead(record, ['total', 'groups']),
      from: monthName(from),
      to: monthName(to),
      by: by ?? null,
      total: record && showFigures(figuresOf(record.total, range)),
      groups:
        groups?.groups
          .map((group) => groupFigures(group, range))
          .map(({ figures, ...group }) => ({
            ...group,
            figures: figures && showFigures(figures),
          })) ?? null,
      expectationGaps: (record?.gaps ?? []).map((gap) => showGap(gapOf(gap, range))),
      effort: record && { ...record.effort, interval: ends(record.effort.interval) },
    },
  });
});
