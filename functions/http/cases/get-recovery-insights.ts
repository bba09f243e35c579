import { business } from '../../../lib/app/base.ts';
import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { type RecoveryGroup, recoveryReport } from '../../../lib/recovery/recovery-report.ts';
import { beforeFrom } from '../../../lib/shared/before-from.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { businessDay, dateToDay, dayToDate, startOfDay } from '../../../lib/shared/time.ts';
import { handler } from '../handler.ts';

/** Business days that a report is about unless said. */
const daysOf = 90;
/** Cases that one report reads. */
const casesMax = 5_000;

const mutable = <T extends { readonly interval: readonly [number, number] | null }>(share: T) => ({
  ...share,
  interval: share.interval && ([...share.interval] as [number, number]), // A copy of a pair.
});

const showFigures = <T extends Omit<RecoveryGroup, 'key'>>(figures: T) => ({
  ...figures,
  recovered: mutable(figures.recovered),
  contactedInTime: mutable(figures.contactedInTime),
});

export const handle = handler(casesRoutes.getRecoveryInsights, async ({ query, call }) => {
  const { zone } = business;
  const to = query.to === undefined ? businessDay(call.now, zone) : dateToDay(query.to);
  const from = query.from === undefined ? to - daysOf + 1 : dateToDay(query.from);
  if (from > to) return fail('invalid_request', { errors: [beforeFrom] });
  const { cases: opened, complete } = await cases.opened({
    from: startOfDay(from, zone),
    to: startOfDay(to + 1, zone),
    max: casesMax,
  });
  const { total, byTier, byCause, byOwner, byRootCause } = recoveryReport(opened, call.now);
  return ok({
    status: 200,
    body: {
      from: dayToDate(from),
      to: dayToDate(to),
      complete,
      total: showFigures(total),
      byTier: byTier.map(showFigures),
      byCause: byCause.map(showFigures),
      byOwner: byOwner.map(showFigures),
      byRootCause: byRootCause.map(showFigures),
    },
  });
});
