import * as z from 'zod';
import type { Evaluation } from './evaluation-schema.ts';
import { ModelVersion } from './model-version.ts';
import { defaultRfm } from './policy/rfm.ts';
import type { Cut, RfmModel } from './rfm-model-schema.ts';

const Quintiles = z.array(z.number());

/** RFM of the first release: independent quintiles, ties together. */
const FirstRfm = z.strictObject({
  recencyDays: Quintiles,
  purchaseDays: Quintiles,
  spend: Quintiles,
});

/** What the first release knew of a version; it looked at no hold-out. */
const FirstModel = z.looseObject({
  rfm: FirstRfm.nullable(),
  evaluation: z.object({
    spendCorrelation: z.number().nullable(),
    spendDependsOnFrequency: z.boolean(),
  }),
});

const cuts = (bounds: readonly number[]): Cut[] => bounds.map((bound): Cut => [bound, 1]);

const rfmOf = (rfm: z.infer<typeof FirstRfm> | null): RfmModel | null =>
  rfm && {
    settings: defaultRfm,
    recencyDays: cuts(rfm.recencyDays),
    purchaseDays: [cuts(rfm.purchaseDays)],
    spend: [cuts(rfm.spend)],
  };

/**
 * A model version as the first release stored it. What it did not fit is absent: risk is then P(no purchase), and
 * there are no amount bands by quantile until a model is fitted again.
 */
export const upcastFirstModel = (stored: unknown): ModelVersion => {
  const { rfm, evaluation, ...members } = FirstModel.parse(stored);
  const known: Evaluation = {
    ...evaluation,
    choice: {
      chosen: null,
      why: 'fitted before models were compared on a window of the past',
      validation: null,
    },
    holdOut: null,
    missing: [],
    renewals: null,
  };
  return ModelVersion.parse({
    amounts: null,
    referral: null,
    categories: [],
    churn: null,
    ...members,
    rfm: rfmOf(rfm),
    evaluation: known,
  });
};
