import type { Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { feedbackId } from './feedback.ts';
import type { NewFeedback } from './new-feedback.ts';
import type { Taken } from './take-feedback.ts';

type Take = (given: NewFeedback, now: Instant) => Promise<Result<Taken>>;

interface Row {
  readonly index: number;
  readonly given: NewFeedback;
}

/** Rows of different items that are taken beside each other. */
const atOnce = 8;

/** Takes rows: those of one item in their order, others beside each other. One bad row never fails another. */
export const takeBatch =
  (take: Take) =>
  async (rows: readonly Result<NewFeedback>[], now: Instant): Promise<readonly Result<Taken>[]> => {
    const results: (Result<Taken> | undefined)[] = rows.map((row) => (row.ok ? undefined : row));
    const good = rows.flatMap((row, index): readonly Row[] =>
      row.ok ? [{ index, given: row.value }] : [],
    );
    const waiting = [
      ...Map.groupBy(good, ({ given }) => feedbackId(given.source, given.externalId)).values(),
    ];
    const work = async () => {
      for (let group = waiting.shift(); group; group = waiting.shift())
        for (const { index, given } of group) results[index] = await take(given, now);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return results.map((result, index) => {
      if (!result) throw new Error(`row ${index} was not run`);
      return result;
    });
  };
