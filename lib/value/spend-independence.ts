import type { SpendHistory } from './gamma-gamma.ts';

/** Above this, spend depends on frequency so much that the product of the two models misleads (science.md R11). */
export const correlationAccepted = 0.3;

const moments = (values: readonly number[]): { mean: number; deviation: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return { mean, deviation };
};

/** Pearson's correlation of x and zbar over customers with repeat purchases; null where either does not vary. */
export const spendCorrelation = (histories: readonly SpendHistory[]): number | null => {
  const usable = histories.filter(({ x, zbar }) => x > 0 && zbar > 0);
  const x = moments(usable.map((history) => history.x));
  const zbar = moments(usable.map((history) => history.zbar));
  const crossed = usable.reduce((sum, row) => sum + (row.x - x.mean) * (row.zbar - zbar.mean), 0);
  const scale = x.deviation * zbar.deviation;
  return scale > 0 ? crossed / scale : null;
};
