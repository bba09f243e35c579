import { type Day, dayToDate, type Instant } from '../shared/time.ts';
import { effortAndWaiting, effortWaits } from './effort-waiting.ts';
import { promoterCounts } from './promoters.ts';
import { countedEvents, type Definitions, scoresOf } from './satisfaction-answers.ts';
import type { SatisfactionRecord } from './satisfaction-record.ts';
import { satisfactionTables } from './satisfaction-table.ts';
import type { SampledEvents } from './timeline.ts';

/** Effort and waiting are joined over the last year. */
const effortDays = 365;

export interface SatisfactionContext {
  /** Last business day that counts. */
  readonly day: Day;
  /** Inclusive instant up to which arrivals count. */
  readonly knownAt: Instant;
  readonly policyVersion: number;
  readonly definitions: Definitions;
  /** Who brought a customer, by the id of the customer who was brought. */
  readonly converted: ReadonlyMap<string, string>;
}

/** All that a sample of ledgers says about satisfaction as of a day, over all surveys whose answers are linked, and feedback outside them. */
export const satisfactionOf = (
  { ledgers, isPart }: { readonly ledgers: readonly SampledEvents[]; readonly isPart: boolean },
  { day: dataEnd, knownAt, policyVersion, definitions, converted }: SatisfactionContext,
): SatisfactionRecord => {
  const options = { dataEnd, knownAt };
  const waits = ledgers.flatMap((ledger) => {
    const events = countedEvents(ledger, options);
    return effortWaits(events, scoresOf(events, definitions));
  });
  const answered = ledgers.filter(
    (ledger) => scoresOf(countedEvents(ledger, options), definitions).length > 0,
  );
  return {
    dataEnd: dayToDate(dataEnd),
    knownAt,
    policyVersion,
    basis: { customers: ledgers.length, answered: answered.length, sampled: isPart },
    tables: satisfactionTables(ledgers, { ...options, definitions }),
    effort: effortAndWaiting(waits.filter(({ day }) => day > dataEnd - effortDays)),
    promoters: promoterCounts(ledgers, { ...options, converted }),
  };
};
