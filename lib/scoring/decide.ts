import type { Classes } from './classes.ts';
import { classesOf } from './classify.ts';
import { evaluate } from './evaluate.ts';
import { nextChangeDay } from './next-change.ts';
import type { Scoring } from './scoring.ts';
import type { Statistics } from './statistics.ts';

/** What is stored about a customer after a look at the day, and what reports add up. */
export interface Decision {
  readonly classes: Classes;
  readonly nextChangeDay: number | null;
  /** Null without a model or a purchase. CLV in minor units. */
  readonly value: { readonly expectedPurchases: number; readonly clv: number } | null;
}

/** Classifies a customer as of the end of a day. Pure: the same in intake, in the night and by hand. */
export const decide = (
  scoring: Scoring,
  statistics: Statistics,
  { day, stored }: { day: number; stored: Classes | null },
): Decision => {
  const evaluation = evaluate(scoring, statistics, day);
  const classes = classesOf(scoring, statistics, { day, stored, evaluation });
  return {
    classes,
    nextChangeDay: nextChangeDay(scoring, statistics, { day, classes }),
    value: evaluation && {
      expectedPurchases: evaluation.expectedPurchases,
      clv: evaluation.clv ?? 0,
    },
  };
};
