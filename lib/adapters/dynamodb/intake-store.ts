import type { LedgerEvent } from '../../events/ledger-event.ts';
import type { IntakeOutcome, IntakeRefusal } from '../../events/ports.ts';
import type { Database } from './database.ts';
import { readEventItem } from './event-item.ts';
import {
  caseAfter,
  detailUpdate,
  eventPut,
  intakeChecks,
  type ScoreCase,
  scoreUpdate,
} from './intake-items.ts';
import { type Refusal, type TransactItem, transact } from './transact.ts';

/** Guesses before the case that always holds: each lost one means that the customer bought meanwhile. */
const guessesMax = 4;

/**
 * Commits an event exactly once: its item if absent, the compact record and the detail, what the type
 * asks for besides, and whatever the caller writes alongside. The first guess is that the event is
 * the newest; when the condition says no, the item that stands there tells which case it is.
 */
export const commitIntake = async (
  database: Database,
  event: LedgerEvent,
  alongside: readonly TransactItem[] = [],
): Promise<IntakeOutcome> => {
  let guess: ScoreCase = { score: firstGuess(event), answers: 'all' };
  for (let guesses = 1; ; guesses += 1) {
    const attempt = await attemptIntake(database, event, guess, alongside);
    if ('outcome' in attempt) return attempt.outcome;
    guess = guesses < guessesMax ? attempt.next : { ...attempt.next, score: 'dirty' };
  }
};

/** One transaction under one guess: an answer, or the case that it should have been. */
const attemptIntake = async (
  database: Database,
  event: LedgerEvent,
  guess: ScoreCase,
  alongside: readonly TransactItem[],
): Promise<{ readonly outcome: IntakeOutcome } | { readonly next: ScoreCase }> => {
  const detail = detailUpdate(database, event, guess);
  const checks = intakeChecks(database, event);
  const answer = await transact(database, [
    eventPut(database, event),
    scoreUpdate(database, event, guess.score),
    ...(detail ? [detail] : []),
    ...checks.map(({ item }) => item),
    ...alongside,
  ]);
  if (answer.committed) return { outcome: { kind: 'committed' } };
  const [put, score, ...others] = answer.refusals;
  const outcome =
    customerOutcome(score) ??
    knownOutcome(put) ??
    refusedOutcome(
      others.slice(detail ? 1 : 0),
      checks.map(({ refusal }) => refusal),
    );
  if (outcome) return { outcome };
  return { next: caseAfter(event, guess, { score, detail: detail && others[0] }) };
};

const firstGuess = (event: LedgerEvent): ScoreCase['score'] => {
  if (event.type === 'purchase') return 'later';
  return event.type === 'refund' || event.type === 'void' ? 'dirty' : 'counted';
};

const customerOutcome = (score: Refusal | undefined): IntakeOutcome | undefined => {
  if (!score?.failed) return undefined;
  if (!score.item) return { kind: 'customer_not_found' };
  return score.item['st'] === 'live' ? undefined : { kind: 'customer_erased' };
};

const knownOutcome = (put: Refusal | undefined): IntakeOutcome | undefined =>
  put?.failed && put.item ? { kind: 'known', stored: readEventItem(put.item) } : undefined;

const refusedOutcome = (
  rest: readonly Refusal[],
  checks: readonly ((refusal: Refusal) => IntakeRefusal)[],
): IntakeOutcome | undefined => {
  const by = rest.flatMap((refusal, position): readonly IntakeRefusal[] => {
    if (!refusal.failed) return [];
    const explain = checks[position];
    if (explain) return [explain(refusal)];
    const index = position - checks.length;
    return [{ what: 'alongside', index, ...(refusal.item ? { item: refusal.item } : {}) }];
  });
  return by.length > 0 ? { kind: 'refused', by } : undefined;
};
