import { expect, it } from 'vitest';
import { ModelVersion } from '../../lib/scoring/model-version.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { rfmOf } from '../../lib/scoring/rfm.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { upcastFirstModel } from '../../lib/scoring/upcast-model.ts';
import { customer, sampleModel, today } from './sample-shop.ts';

/** As the first release stored it. */
const first = () => {
  const { amounts, referral, categories, churn, rfm, evaluation, ...members } = sampleModel;
  const { spendCorrelation, spendDependsOnFrequency } = evaluation;
  const values = (row: readonly (readonly [number, number])[] = []) => row.map(([value]) => value);
  return {
    ...members,
    rfm: rfm && {
      recencyDays: values(rfm.recencyDays),
      purchaseDays: values(rfm.purchaseDays[0]),
      spend: values(rfm.spend[0]),
    },
    evaluation: { spendCorrelation, spendDependsOnFrequency },
  };
};

it('a model of the first release scores as it did, without what it never fitted', () => {
  const model = upcastFirstModel(first());
  expect(ModelVersion.parse(model)).toEqual(model);
  expect(model).toMatchObject({ amounts: null, churn: null, referral: null });
  expect(model.rfm).toEqual(sampleModel.rfm);
  expect(model.evaluation).toMatchObject({ holdOut: null, choice: { chosen: null } });
  const scoring = prepareScoring(model, defaultPolicy, 'USD');
  expect(scoring.tiers).toEqual(sampleModel.tiers);
  expect(model.rfm && rfmOf(customer(5), today, model.rfm)?.cell).toMatch(/^[1-5]{3}$/);
});

it('a model without RFM stays without, and what is no model is refused', () => {
  expect(upcastFirstModel({ ...first(), rfm: null }).rfm).toBeNull();
  expect(() => upcastFirstModel({ version: 'mdl_1' })).toThrow();
});
