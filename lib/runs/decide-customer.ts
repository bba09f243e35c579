import type { ClassWrite } from '../events/class-write.ts';
import type { Classes } from '../scoring/classes.ts';
import { classesOf } from '../scoring/classify.ts';
import { type Evaluation, evaluate } from '../scoring/evaluate.ts';
import { nextChangeDay } from '../scoring/next-change.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { dateToDay } from '../shared/time.ts';
import { classesDiffer } from './class-difference.ts';
import type { PageContext } from './page-context.ts';

export interface CustomerDecision {
  readonly classes: Classes;
  readonly evaluation: Evaluation | null;
  /** Absent when the stored classes stay. */
  readonly write?: ClassWrite;
}

/**
 * What the pinned model and policy say as of the run's date, and what is to be written. The next
 * change day costs a dozen evaluations, so it is looked for only where something is written.
 */
export const decideCustomer = (
  { run, scoring, now }: PageContext,
  record: ScoreRecord,
  statistics: Statistics = record.statistics,
): CustomerDecision => {
  const day = dateToDay(run.asOf);
  const evaluation = evaluate(scoring, statistics, day);
  const classes = classesOf(scoring, statistics, { day, stored: record.classes, evaluation });
  if (!classesDiffer(record.classes, classes)) return { classes, evaluation };
  const next = nextChangeDay(scoring, statistics, { day, classes });
  const write = { record, classes, nextChangeDay: next, runId: run.id, at: now };
  return { classes, evaluation, write };
};
