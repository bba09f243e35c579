import { business } from '../../../lib/app/base.ts';
import { dateAsked, valueAsOf } from '../../../lib/app/insights.ts';
import type { ValueReport } from '../../../lib/contract/insight-resource.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import { missing } from '../../../lib/insights/missing.ts';
import type { CustomerEquity } from '../../../lib/runs/read-value.ts';
import type { Money } from '../../../lib/shared/money.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(insightsRoutes.getValueInsights, async ({ query, call }) => {
  const asOf = dateAsked(query.asOf, call.now);
  if (!asOf.ok) return asOf;
  const value = await valueAsOf(asOf.value);
  return ok({ status: 200, body: value === null ? noRun : showValue(value) });
});

const noRun: ValueReport = {
  asOf: null,
  knownAt: null,
  modelVersion: null,
  policyVersion: null,
  inputsHash: null,
  state: 'insufficient_data',
  missing: [missing('equity', 'run'), missing('tiers', 'run')],
  runId: null,
  equity: null,
  customers: null,
  terms: null,
  tiers: [],
  migrations: {},
};

const money = (amount: number): Money => ({ amount, currency: business.currency });

const showValue = ({
  run,
  inputsHash,
  terms,
  equity,
  customers,
  tiers,
  migrations,
}: CustomerEquity): ValueReport => {
  const isKnown = terms !== null && customers > 0;
  const need = terms === null ? 'model' : 'purchase';
  return {
    asOf: run.asOf,
    knownAt: run.createdAt,
    modelVersion: run.modelVersion,
    policyVersion: run.policyVersion,
    inputsHash,
    state: isKnown ? 'ok' : 'insufficient_data',
    missing: isKnown ? [] : [missing('equity', need), missing('tiers', need)],
    runId: run.id,
    equity: isKnown ? money(equity) : null,
    customers,
    terms: terms && { ...terms },
    tiers: tiers.map((tier) => ({
      tier: tier.tier,
      customers: tier.customers,
      clv: money(tier.clv),
      share: equity > 0 ? Math.min(1, tier.clv / equity) : 0,
    })),
    migrations: Object.fromEntries(
      Object.entries(migrations).map(([from, row]) => [from, { ...row }]),
    ),
  };
};
