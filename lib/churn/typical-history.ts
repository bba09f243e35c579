import { daysPerWeek } from '../shared/time.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import type { Traits } from './churn-signals.ts';

const medianOf = (values: readonly number[]): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

/** Median repeats and tenure, and the last purchase at the median share of the tenure of those who came back. */
export const typicalHistory = (customers: readonly Traits[]): ChurnModel['typical'] => {
  const repeats = medianOf(customers.map((each) => each.repeats));
  const tenureWeeks =
    medianOf(customers.map(({ spanDays, silentDays }) => spanDays + silentDays)) / daysPerWeek;
  const share = medianOf(
    customers
      .filter((each) => each.repeats > 0)
      .map(({ spanDays, silentDays }) => spanDays / (spanDays + silentDays)),
  );
  return { repeats, lastPurchaseWeeks: repeats === 0 ? 0 : share * tenureWeeks, tenureWeeks };
};
