import type { LedgerEvent } from '../../events/ledger-event.ts';
import type { IntakeOutcome, IntakeRefusal } from '../../events/ports.ts';
import { isAnswer } from '../../events/satisfaction.ts';
import type { Database } from './database.ts';
import { eventPut, readEventItem } from './event-item.ts';
import { type CheckAnswer, type CheckGuess, intakeChecks } from './intake-checks.ts';
import { answersAfter, detailUpdate, type NewAnswers } from './intake-detail.ts';
import { firstMeeting, meetingAfter, type ScoreMeeting, scoreUpdate } from './intake-score.ts';
import { type Refusal, type TransactItem, transact } from './transact.ts';

/** What an attempt takes for granted; a refusal tells what it should have been. */
interface Guess extends CheckGuess {
  readonly score: ScoreMeeting;
  readonly answers: NewAnswers;
}

/** Guesses before the case that always holds: each lost one means that the customer was written meanwhile. */
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
  let guess: Guess = {
    score: firstMeeting(event),
    answers: 'all',
    voided: 'unknown',
    otherEnd: 'listed',
  };
  for (let guesses = 1; ; guesses += 1) {
    const attempt = await attemptIntake(database, event, guess, alongside);
    if ('outcome' in attempt) return attempt.outcome;
    guess = guesses < guessesMax ? attempt.next : { ...attempt.next, score: 'dirty' };
  }
};

type Attempt = { readonly outcome: IntakeOutcome } | { readonly next: Guess };

/** One transaction under one guess: an answer, or the guess that it should have been. */
const attemptIntake = async (
  database: Database,
  event: LedgerEvent,
  guess: Guess,
  alongside: readonly TransactItem[],
): Promise<Attempt> => {
  // Where everything is folded anew, the fold writes the detail too; answers show at once all the same.
  const waits = guess.score === 'dirty' && !isAnswer(event);
  const detail = waits ? undefined : detailUpdate(database, event, guess.answers);
  const checks = intakeChecks(database, event, guess);
  const answer = await transact(database, [
    eventPut(database, event),
    scoreUpdate(database, event, guess.score),
    ...(detail ? [detail] : []),
    ...checks.map(({ item }) => item),
    ...alongside,
  ]);
  if (answer.committed) return { outcome: { kind: 'committed' } };
  const [put, score, ...others] = answer.refusals;
  const known = customerOutcome(score) ?? knownOutcome(put);
  if (known) return { outcome: known };
  const answers = others
    .slice(detail ? 1 : 0)
    .flatMap((refusal, position): readonly CheckAnswer[] => {
      if (!refusal.failed) return [];
      const check = checks[position];
      return [check ? check.answer(refusal) : besides(refusal, position - checks.length)];
    });
  const by = answers.flatMap((said) => ('refused' in said ? [said.refused] : []));
  if (by.length > 0) return { outcome: { kind: 'refused', by } };
  const learnt = answers.flatMap((said) => ('guess' in said ? [said.guess] : []));
  return {
    next: nextGuess(event, Object.assign({ ...guess }, ...learnt), {
      score,
      detail: detail && others[0],
    }),
  };
};

/** The guess that was refused, put right by the items that stood there. */
const nextGuess = (
  event: LedgerEvent,
  guess: Guess,
  { score, detail }: { readonly score: Refusal | undefined; readonly detail: Refusal | undefined },
): Guess => {
  const met = score?.failed ? meetingAfter(event, score.item) : guess.score;
  if (!detail?.failed) return { ...guess, score: met };
  // A detail that has no more room for referrals or categories is folded.
  if (!isAnswer(event)) return { ...guess, score: 'dirty' };
  return { ...guess, score: met, answers: answersAfter(event, detail.item) };
};

const customerOutcome = (score: Refusal | undefined): IntakeOutcome | undefined => {
  if (!score?.failed) return undefined;
  if (!score.item) return { kind: 'customer_not_found' };
  return score.item['st'] === 'live' ? undefined : { kind: 'customer_erased' };
};

const knownOutcome = (put: Refusal | undefined): IntakeOutcome | undefined =>
  put?.failed && put.item ? { kind: 'known', stored: readEventItem(put.item) } : undefined;

const besides = ({ item }: Refusal, index: number): { readonly refused: IntakeRefusal } => ({
  refused: { what: 'alongside', index, ...(item ? { item } : {}) },
});
