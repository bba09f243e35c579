import type { IntakeOutcome } from '../../events/ports.ts';
import type { RecordAnonymous, RecordLinked, RecordOutcome, UseUp } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { commitIntake } from './intake-store.ts';
import { type BesideItem, besideOutcome, besideResponse } from './response-alongside.ts';
import { anonymousItem } from './response-item.ts';
import { type Refusal, transact } from './transact.ts';

/** The ledger event, the last answers, the compact record and what stands alongside in one transaction. */
export const recordLinked =
  (database: Database): RecordLinked =>
  async (event, alongside) => {
    const { surveyId, responseId, occurredAt: at } = event;
    const hash = firstHash(event, alongside);
    const beside = besideResponse(database, surveyId, alongside, { responseId, hash, at });
    const outcome = await commitIntake(
      database,
      event,
      beside.map(({ item }) => item),
    );
    return outcomeOf(outcome, beside);
  };

/** Of the answers that were sent first: one that waited in quarantine may have been changed there. */
const firstHash = (
  { hash, responseId }: Parameters<RecordLinked>[0],
  { source }: Parameters<RecordLinked>[1],
): string => {
  const held = source.kind === 'link' ? source.invitation.held : undefined;
  return held?.responseId === responseId ? held.hash : hash;
};

const outcomeOf = (outcome: IntakeOutcome, beside: readonly BesideItem[]): RecordOutcome => {
  switch (outcome.kind) {
    case 'committed':
      return { kind: 'recorded' };
    // The id is new with every request, or that of an earlier attempt of this one, which used the link.
    case 'known':
      return { kind: 'used' };
    case 'customer_not_found':
    case 'customer_erased':
      return { kind: 'customer_gone' };
    case 'refused':
      return besideOutcome(
        beside,
        outcome.by.flatMap((refusal) => (refusal.what === 'alongside' ? [refusal] : [])),
      );
  }
};

/** The refusals of a transaction behind its first items, by their place. */
export const refusedBehind = (refusals: readonly Refusal[], first: number) =>
  refusals.slice(first).flatMap(({ failed, item }, index) => (failed ? [{ index, item }] : []));

/** An anonymous response beside the use of its right; nothing in one item leads to the other. */
export const recordAnonymous =
  (database: Database): RecordAnonymous =>
  async (response, alongside) => {
    const beside = besideResponse(database, response.surveyId, alongside, true);
    const put = {
      Put: {
        TableName: database.table('events'),
        Item: anonymousItem(response),
        ConditionExpression: 'attribute_not_exists(#event)',
        ExpressionAttributeNames: { '#event': 'event' },
      },
    };
    const answer = await transact(database, [put, ...beside.map(({ item }) => item)]);
    if (answer.committed) return { kind: 'recorded' };
    const refused = refusedBehind(answer.refusals, 1);
    // An id that is taken belongs to an earlier attempt of the same request: that is the response.
    if (answer.refusals[0]?.failed) {
      const isRepeat = alongside.source.kind === 'open' && !alongside.release;
      return { kind: isRepeat ? 'recorded' : 'used' };
    }
    return besideOutcome(beside, refused);
  };

/** Uses the right and ends the partial of a response of which nothing is kept. */
export const useUp =
  (database: Database): UseUp =>
  async (surveyId, alongside, used) => {
    const beside = besideResponse(database, surveyId, { ...alongside, counted: [] }, used);
    if (beside.length === 0) return { kind: 'recorded' };
    const answer = await transact(
      database,
      beside.map(({ item }) => item),
    );
    return answer.committed
      ? { kind: 'recorded' }
      : besideOutcome(beside, refusedBehind(answer.refusals, 0));
  };
