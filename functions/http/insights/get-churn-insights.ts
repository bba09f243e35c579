import { business } from '../../../lib/app/base.ts';
import { dateAsked, insights } from '../../../lib/app/insights.ts';
import type { ChurnReport } from '../../../lib/contract/insight-resource.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import type { ChurnPeriod } from '../../../lib/insights/aggregates.ts';
import { missingChurn } from '../../../lib/insights/missing.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showHead } from './show-head.ts';

export const handle = handler(insightsRoutes.getChurnInsights, async ({ query, call }) => {
  const asOf = dateAsked(query.asOf, call.now);
  if (!asOf.ok) return asOf;
  const record = await insights.churn(asOf.value);
  const table = record?.churn ?? null;
  const periods = query.by === 'month' ? table?.months : table?.quarters;
  return ok({
    status: 200,
    body: {
      ...showHead(record, missingChurn(table, record?.modelVersion ?? null)),
      by: query.by,
      periods: (periods ?? []).map(showPeriod),
      survival: table?.survival ?? null,
      tiers: table?.tiers ?? null,
      winBacks: table?.winBacks ?? null,
    },
  });
});

const showPeriod = ({
  revenueAtStart,
  revenueLost,
  ...period
}: ChurnPeriod): ChurnReport['periods'][number] => ({
  ...period,
  revenueAtStart: { amount: revenueAtStart, currency: business.currency },
  revenueLost: { amount: revenueLost, currency: business.currency },
});
