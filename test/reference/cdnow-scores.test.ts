import { describe, expect, it } from 'vitest';
import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { scorecardOf } from '../../lib/scoring/scorecard.ts';
import { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { emptyDetail } from '../scoring/sample-shop.ts';
import { customersUpTo, dayOf, hasCdnow, readCdnow, statisticsOf } from './cdnow-data.ts';

const day = dayOf('1997-09-30');
/** The published sum is that of BG/NBD; left to itself the fit takes what predicts best. */
const policy = { ...defaultPolicy, models: { transactions: 'bg-nbd' as const } };

describe.skipIf(!hasCdnow)(
  'CDNOW sample through the scoring (skipped without ../shared/data)',
  () => {
    it('uses the published BG/NBD where the policy names it, and 2,357 scorecards add up to the published expectation', () => {
      const customers = customersUpTo(readCdnow('sample'), day).map(statisticsOf);
      const model = fitModelVersion(customers, {
        day,
        policy,
        policyVersion: 1,
        currency: 'USD',
        fittedAt: '2026-11-21T00:00:00.000Z',
      });
      expect(model.transactions).toMatchObject({
        model: 'bg-nbd',
        fit: 'converged',
        customers: 2357,
      });
      expect(model.transactions?.parameters['r']).toBeCloseTo(0.2426, 4);
      expect(model.spend?.parameters['q']).toBeCloseTo(3.744, 3);
      const scoring = prepareScoring(model, policy, 'USD');
      const cards = customers.map((statistics, index) =>
        scorecardOf(scoring, {
          customerId: `cus_${index}`,
          statistics,
          detail: emptyDetail,
          stored: null,
          day,
          knownAt: '2026-11-21T00:00:00.000Z',
          inputsHash: 'v1:none',
          policyVersion: 1,
        }),
      );
      const purchases = cards.reduce((sum, card) => sum + (card.expectedPurchases?.mean ?? 0), 0);
      expect(purchases).toBeCloseTo(1653.4, 1);
      expect(cards.every((card) => Scorecard.safeParse(card).success && card.state === 'ok')).toBe(
        true,
      );
      const share = (tier: string) =>
        cards.filter((card) => card.tier === tier).length / cards.length;
      expect(share('high')).toBeCloseTo(0.2, 2);
      expect(share('mid')).toBeCloseTo(0.3, 1);
    });
  },
);
