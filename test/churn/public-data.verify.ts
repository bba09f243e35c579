import { describe, expect, it } from 'vitest';
import { hasCdnow } from '../reference/cdnow-data.ts';
import { measurePanel } from './measure-panel.ts';
import {
  cdnowPanel,
  cdnowSplit,
  groceryInnerSplits,
  groceryPanel,
  grocerySplit,
  hasGrocery,
} from './public-panels.ts';

const round = (value: number): string => value.toFixed(4);

/** The figures go to the log, so that a run shows what it measured. */
const tell = (
  name: string,
  { combined, transactions, recency, rfm, recencyAhead }: Measured,
): void => {
  const of = ({ auc, brier, ece10 }: Measured['combined']): string =>
    `AUC ${round(auc)} Brier ${round(brier)} ECE ${round(ece10)}`;
  process.stdout.write(
    `${name}: combined ${of(combined)}; P(no purchase) ${of(transactions)}; recency ${round(recency)} RFM ${round(rfm)}, recency ahead by ${JSON.stringify(recencyAhead)}\n`,
  );
};
type Measured = ReturnType<typeof measurePanel>;

describe.skipIf(!hasCdnow)('churn risk on all 23,570 customers of CDNOW', () => {
  it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const)('beats the baselines: %s', (model) => {
    const measured = measurePanel(cdnowPanel('master'), { ...cdnowSplit, model });
    tell(`CDNOW, ${model}`, measured);
    expect(measured.combined.auc).toBeGreaterThan(Math.max(0.771, measured.rfm));
    expect(measured.combined.brier).toBeLessThan(0.162);
    expect(measured.combined.ece10).toBeLessThan(0.05);
  });
});

describe.skipIf(!hasGrocery)('churn risk on the grocery set, 52 weeks ahead', () => {
  it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'mbg-cnbd-k'] as const)(
    'ranks better than its transaction model: %s',
    (model) => {
      const measured = measurePanel(groceryPanel(), { ...grocerySplit, model });
      tell(`grocery, ${model}`, measured);
      expect(measured.combined.auc).toBeGreaterThan(measured.transactions.auc);
    },
  );

  it.each(groceryInnerSplits)(
    'ranks better than recency alone within the first year: %j',
    (split) => {
      const measured = measurePanel(groceryPanel(), { ...split, model: 'mbg-cnbd-k' });
      tell(`grocery, first year, ${split.horizonDays} days`, measured);
      expect(measured.combined.auc).toBeGreaterThan(Math.max(measured.recency, measured.rfm));
    },
  );

  it('ties with recency alone on the model of regular buyers: half a standard error at most', () => {
    const measured = measurePanel(groceryPanel(), { ...grocerySplit, model: 'mbg-cnbd-k' });
    const { difference, standardError } = measured.recencyAhead ?? {
      difference: 1,
      standardError: 0,
    };
    expect(difference).toBeLessThan(standardError / 2);
    expect(measured.combined.auc).toBeGreaterThan(measured.rfm);
  });
});
