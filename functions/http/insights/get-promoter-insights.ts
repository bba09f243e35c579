import { dateAsked, satisfaction } from '../../../lib/app/insights.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import type { RateRatio } from '../../../lib/insights/poisson-rates.ts';
import { promoterFigures } from '../../../lib/insights/promoter-report.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showSatisfactionHead } from './show-satisfaction.ts';

const showRatio = ({ ratio, interval, p }: RateRatio) => ({
  ratio,
  interval: interval && ([interval[0], interval[1]] satisfies [number, number | null]),
  p,
});

export const handle = handler(insightsRoutes.getPromoterInsights, async ({ query, call }) => {
  const asOf = dateAsked(query.asOf, call.now);
  if (!asOf.ok) return asOf;
  const record = await satisfaction.promoters(asOf.value);
  const figures = record && promoterFigures(record.promoters);
  return ok({
    status: 200,
    body: {
      ...showSatisfactionHead(record, ['groups', 'ratio']),
      groups: [...(figures?.groups ?? [])],
      ratio: figures && {
        referrals: showRatio(figures.ratio.referrals),
        conversions: showRatio(figures.ratio.conversions),
      },
    },
  });
});
