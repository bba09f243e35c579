import { describe, expect, it } from 'vitest';
import { type Contender, chooseByLikelihood } from '../../lib/scoring/choose-by-likelihood.ts';
import { classify } from '../../lib/scoring/classify.ts';
import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { noLessons } from '../../lib/scoring/lessons.ts';
import { ModelVersion } from '../../lib/scoring/model-version.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { toModelInputs } from '../../lib/scoring/statistics.ts';
import {
  type TransactionModelName,
  transactionModelNames,
} from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';
import {
  customer,
  fitConditions,
  noPurchases,
  sampleModel,
  sampleScoring,
  sampleShop,
  shop,
  today,
} from './sample-shop.ts';

describe('model version', () => {
  it('has the shape that is promised, with every fitted model among the candidates', () => {
    expect(ModelVersion.parse(sampleModel)).toEqual(sampleModel);
    expect(sampleModel).toMatchObject({
      version: expect.stringMatching(/^mdl_20260630_[A-Za-z0-9]{10}$/),
      status: 'candidate',
      unit: 'week',
      dataEnd: '2026-06-30',
      transactions: { model: 'bg-nbd', fit: 'converged', customers: 4000 },
      spend: { model: 'gamma-gamma', fit: 'converged' },
    });
    expect(sampleModel.candidates.map(({ model }) => model)).toEqual([
      ...transactionModelNames,
      'gamma-gamma',
    ]);
  });

  it('is the same whatever the order of customers and the moment of the fit, and another for other data', () => {
    const reversed = fitModelVersion(shop.toReversed(), {
      ...fitConditions,
      fittedAt: '2027-01-01T00:00:00.000Z',
    });
    expect({ ...reversed, fittedAt: sampleModel.fittedAt }).toEqual(sampleModel);
    expect(fitModelVersion(sampleShop(4000, 2), fitConditions).version).not.toBe(
      sampleModel.version,
    );
  });

  it('is chosen by the likelihood of the same customers, where ledgers are known of some only', () => {
    // Who seldom buys is likelier under any model: taken for as many, their likelihood would win.
    const seldom = shop.filter(({ purchaseDays }) => purchaseDays < 4).slice(0, 1_000);
    const regularity = seldom.map((statistics) => {
      const inputs = toModelInputs(statistics, today, 2);
      if (inputs === null) throw new Error('everybody has bought');
      const { x, tx } = inputs;
      return { ...inputs, logGaps: x === 0 ? 0 : x * Math.log(tx / x) };
    });
    const seen: Contender[] = [];
    const lessons = {
      ...noLessons(defaultPolicy),
      regularity,
      choose: (fits: readonly Contender[]) => {
        seen.push(...fits);
        return chooseByLikelihood(fits, 'auto');
      },
    };
    const model = fitModelVersion(shop, { ...fitConditions, lessons });
    expect(model.transactions).toMatchObject({ customers: 4000 });
    const own = (name: TransactionModelName) => transactionModels[name].fit(regularity);
    expect(seen.map(({ logLikelihood }) => logLikelihood)).toEqual(
      transactionModelNames.map((name) => own(name).logLikelihood),
    );
  });

  it('cuts tiers at the shares of the policy', () => {
    const scoring = sampleScoring();
    const tiers = shop.map(
      (statistics) => classify(scoring, statistics, { day: today, stored: null }).tier,
    );
    const share = (id: string) => tiers.filter((tier) => tier === id).length / shop.length;
    expect(share('high')).toBeCloseTo(0.2, 2);
    expect(share('mid')).toBeCloseTo(0.3, 2);
    expect(share('low')).toBeCloseTo(0.5, 2);
  });

  it('takes tiers by amount from the policy, at once', () => {
    const tiers = { by: 'amount' as const, levels: [{ id: 'gold', from: 1 }], rest: 'other' };
    const scoring = sampleScoring({ ...defaultPolicy, tiers });
    expect(classify(scoring, customer(4), { day: today, stored: null }).tier).toBe('gold');
    const version = fitModelVersion(shop.slice(0, 500), {
      ...fitConditions,
      policy: { ...defaultPolicy, tiers },
    });
    expect(version.tiers).toEqual([
      { id: 'gold', from: 1 },
      { id: 'other', from: 0 },
    ]);
  });

  it('says that data do not suffice instead of throwing', () => {
    for (const sample of [
      [],
      [noPurchases],
      [customer(1)],
      Array.from({ length: 20 }, () => customer(1)),
    ]) {
      const version = fitModelVersion(sample, fitConditions);
      expect(ModelVersion.parse(version)).toMatchObject({
        status: 'insufficient_data',
        transactions: null,
        spend: null,
        tiers: [],
      });
      expect(version.candidates).toHaveLength(transactionModelNames.length + 1);
      const scoring = prepareScoring(version, defaultPolicy, 'USD');
      expect(classify(scoring, customer(3), { day: today, stored: null })).toMatchObject({
        tier: null,
        risk: null,
      });
    }
  });

  it('publishes a fit at a limit rather than none, and says by which rule', () => {
    // Nobody ever leaves: both models run to their limit.
    const loyal = Array.from({ length: 300 }, (_, index) =>
      customer(20 + (index % 15), { gapDays: 7 + (index % 5), silentDays: index % 6 }),
    );
    const version = fitModelVersion(loyal, fitConditions);
    expect(version.status).toBe('candidate');
    expect(version.transactions?.fit).toBe('boundary');
    expect(version.evaluation).toMatchObject({
      choice: { chosen: version.transactions?.model, validation: null },
      holdOut: null,
    });
    expect(version.evaluation.choice.why).toContain('best likelihood');
  });

  it('R15: leaves purchases after the day out of the fit and counts whom it saw', () => {
    const later = { ...customer(3), lastDay: today + 1 };
    const version = fitModelVersion([...shop.slice(0, 300), later, noPurchases], fitConditions);
    expect(version.customers).toMatchObject({ sample: 302, buyers: 300 });
  });

  it('R10: fits money in major units of any currency', () => {
    const yen = shop.map((row) => ({
      ...row,
      total: row.total * 2,
      firstDayTotal: row.firstDayTotal * 2,
    }));
    const version = fitModelVersion(yen, { ...fitConditions, currency: 'JPY' });
    expect(
      (version.spend?.parameters['gamma'] ?? 0) / (sampleModel.spend?.parameters['gamma'] ?? 1),
    ).toBeCloseTo(200, 3);
  });
});
