import type { HoldOutResult } from '../../lib/contract/model-resource.ts';
import { table } from './table.ts';

const fixed = (value: number | null, digits = 4): string | null =>
  value === null ? null : value.toFixed(digits);

const percent = (value: number | null): string | null =>
  value === null ? null : `${(value * 100).toFixed(1)} %`;

/** Purchases of the window: every candidate, and the frequency scaled. */
const purchasesTable = ({ candidates, baselines, published }: HoldOutResult): string =>
  table(
    ['expected purchases', 'fit', 'total', 'actual', 'bias', 'MAE', 'RMSE'],
    [
      ...candidates.map(({ model, fit, purchases }) => [
        model === published.transactions ? `${model} (published)` : model,
        fit,
        fixed(purchases?.total ?? null, 1),
        purchases?.actual ?? null,
        percent(purchases?.bias ?? null),
        fixed(purchases?.mae ?? null),
        fixed(purchases?.rmse ?? null),
      ]),
      [
        'naive: repeats so far, scaled',
        '',
        fixed(baselines.scaledFrequency.total, 1),
        baselines.scaledFrequency.actual,
        percent(baselines.scaledFrequency.bias),
        fixed(baselines.scaledFrequency.mae),
        fixed(baselines.scaledFrequency.rmse),
      ],
    ],
  );

/** Risk of no purchase in the window: what is published, every candidate, the naive rankings. */
const riskTable = ({ candidates, baselines, published }: HoldOutResult): string => {
  const { risk } = published;
  const naive = [
    ['naive: recency', baselines.recency],
    ['naive: frequency', baselines.frequency],
    ['naive: spend', baselines.spend],
    ['naive: RFM quintile sum', baselines.rfm],
  ] as const;
  return table(
    ['risk of no purchase', 'AUC', 'Brier', 'log loss', 'ECE10'],
    [
      [
        `published: ${published.churn}`,
        fixed(risk.auc),
        fixed(risk.brier),
        fixed(risk.logLoss),
        fixed(risk.ece10),
      ],
      ...candidates.map(({ model, churn }) => [
        `P(no purchase) of ${model}`,
        fixed(churn?.auc ?? null),
        fixed(churn?.brier ?? null),
        fixed(churn?.logLoss ?? null),
        fixed(churn?.ece10 ?? null),
      ]),
      ...naive.map(([name, auc]) => [name, fixed(auc), null, null, null]),
    ],
  );
};

const calibrationTable = ({ published }: HoldOutResult): string =>
  table(
    ['tenth by risk', 'predicted', 'observed', 'customers'],
    published.risk.calibration.map(({ predicted, observed, n }, index) => [
      index + 1,
      fixed(predicted, 3),
      fixed(observed, 3),
      n,
    ]),
  );

const spendTable = ({ published: { spend } }: HoldOutResult): readonly string[] =>
  spend === null
    ? []
    : [
        table(
          ['spend (minor units)', 'figure'],
          [
            ['expected', fixed(spend.total, 0)],
            ['actual', fixed(spend.actual, 0)],
            ['bias', percent(spend.bias)],
            ['MAE', fixed(spend.mae, 1)],
            ['best tenth by prediction holds', percent(spend.topTenth)],
            ['best tenth by past spend holds', percent(spend.pastTopTenth)],
            ['best tenth, known perfectly', percent(spend.perfectTopTenth)],
          ],
        ),
      ];

const comparisonsTable = ({ comparisons }: HoldOutResult): string =>
  table(
    ['published against', 'measure', 'difference', 'standard error', 'verdict'],
    comparisons.map(({ against, measure, difference, standardError, loses }) => [
      against,
      measure,
      fixed(difference),
      fixed(standardError),
      loses ? 'loses' : 'does not lose',
    ]),
  );

/** A back-test as tables for a terminal. */
export const describeBacktest = (result: HoldOutResult): string => {
  const { window, customers, bornAfter, contractual, churned, published } = result;
  const leftOut = [
    bornAfter > 0 ? `${bornAfter} came later` : '',
    contractual > 0 ? `${contractual} have a contract` : '',
  ].filter(Boolean);
  return [
    `Known until ${window.cut}, predicted until ${window.end} (${window.days} days). ${customers} customers${leftOut.length > 0 ? ` (left out: ${leftOut.join(', ')})` : ''}, ${percent(churned)} of whom did not buy again.`,
    `Chosen: ${published.transactions}: ${published.why}.`,
    purchasesTable(result),
    riskTable(result),
    comparisonsTable(result),
    calibrationTable(result),
    ...spendTable(result),
  ].join('\n\n');
};
