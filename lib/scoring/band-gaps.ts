import type { AmountBounds } from './amount-bounds.ts';
import type { BandSettings } from './policy/bands.ts';
import type { ScorecardBands } from './scorecard-bands-schema.ts';
import type { NextTierCard } from './scorecard-tier-schema.ts';

type Bands = NonNullable<ScorecardBands>;
type Gaps = NonNullable<NonNullable<NextTierCard>['bands']>;

/** The row before the one with the id, in a list with the best first; null at the top and for an id that is not there. */
const better = <T extends { readonly id: string }>(rows: readonly T[], id: string): T | null =>
  rows[rows.findIndex((row) => row.id === id) - 1] ?? null;

const frequencyGap = (
  { frequency: { levels, rest, once } }: BandSettings,
  { band }: Bands['frequency'],
): Gaps['frequency'] => {
  const open = [...levels, { ...rest, daysMax: null }, { ...once, daysMax: null }];
  const next = better(open, band);
  return next && { band: next.id, intervalDaysMax: next.daysMax };
};

const amountGap = (amounts: AmountBounds | null, amount: Bands['amount']): Gaps['amount'] => {
  const next = amounts && amount && better(amounts.bounds, amount.band);
  return (
    next && {
      band: next.id,
      amount: Math.max(0, Math.ceil(next.from - amount.amount)),
      currency: amount.currency,
    }
  );
};

const breadthGap = (
  { breadth: { levels, rest } }: BandSettings,
  { band, count }: Bands['categories']['breadth'],
): Gaps['breadth'] => {
  const next = better([...levels, { ...rest, from: 0 }], band);
  return next && { band: next.id, categories: next.from - count };
};

/** What is missing to the next better band of each kind. */
export const bandGapsOf = (
  settings: BandSettings,
  amounts: AmountBounds | null,
  bands: Bands,
): Gaps => ({
  frequency: frequencyGap(settings, bands.frequency),
  amount: amountGap(amounts, bands.amount),
  breadth: breadthGap(settings, bands.categories.breadth),
});
