import type { CountErrors } from '../scoring/evaluation-schema.ts';

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** How far predicted counts or amounts lie from what came, customer by customer. Errors are 0 of nobody. */
export const countErrors = (
  predicted: readonly number[],
  actual: readonly number[],
): CountErrors => {
  const errors = predicted.map((value, index) => value - (actual[index] ?? 0));
  const size = Math.max(errors.length, 1);
  const [total, came] = [sum(predicted), sum(actual)];
  return {
    total,
    actual: came,
    bias: came === 0 ? null : total / came - 1,
    mae: sum(errors.map(Math.abs)) / size,
    rmse: Math.sqrt(sum(errors.map((error) => error ** 2)) / size),
  };
};
