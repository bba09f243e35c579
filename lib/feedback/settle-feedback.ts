import { buildEvent } from '../events/build-event.ts';
import type { EventOf } from '../events/ledger-event.ts';
import { ledgerOf } from '../shared/ids.ts';
import type { Instant } from '../shared/time.ts';
import { entryId } from './entry-id.ts';
import type { Feedback } from './feedback.ts';
import type { CommitWithItem, FeedbackStore } from './ports.ts';
import { stripFeedback } from './strip-feedback.ts';

export interface SettlePorts {
  readonly store: Pick<FeedbackStore, 'find' | 'replace'>;
  readonly commit: CommitWithItem;
  /** Brings the classes of a customer up to date. */
  readonly classify: (customerId: string, now: Instant) => Promise<void>;
  readonly zone: () => string;
}

/** Lost races in a row after which an item counts as busy. */
const attemptsMax = 8;

const isCounted = ({ match, counted, revision }: Feedback): boolean =>
  counted !== null && counted.customerId === match?.customerId && counted.revision === revision;

/**
 * Brings the ledgers in line with an item: an entry that no longer holds is voided, and the item that
 * is matched and no duplicate is entered, each in one transaction with the item. Whatever was cut off
 * in between is completed by the next call, because the item says what its ledger holds. Gives the
 * item as it then stands.
 */
export const settleFeedback =
  (ports: SettlePorts) =>
  async (id: string, now: Instant): Promise<Feedback | undefined> => {
    const touched = new Set<string>();
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const feedback = await ports.store.find(id);
      const step = feedback && nextStep(feedback, now, ports.zone());
      if (!step) {
        await Promise.all([...touched].map((customerId) => ports.classify(customerId, now)));
        return feedback;
      }
      const { customerId } = step.event;
      touched.add(customerId);
      const outcome = await ports.commit(step.event, step.feedback);
      if (outcome === 'taken_back') await ports.store.replace(step.feedback);
      if (outcome === 'customer_gone')
        await ports.store.replace(withoutCustomer(feedback, customerId));
    }
    throw new Error('a feedback item kept changing');
  };

/** An event of a ledger, and the item as it stands beside it. */
interface Step {
  readonly event: EventOf<'feedback'> | EventOf<'void'>;
  readonly feedback: Feedback;
}
export interface Entry extends Step {
  readonly event: EventOf<'feedback'>;
}

/** What the ledger of somebody who was erased can no longer tell; their own words go with them. */
const withoutCustomer = (feedback: Feedback, customerId: string): Feedback =>
  feedback.match?.customerId === customerId
    ? stripFeedback(feedback)
    : { ...feedback, version: feedback.version + 1, counted: null };

const nextStep = (feedback: Feedback, now: Instant, zone: string): Step | undefined => {
  const { counted } = feedback;
  if (counted && !isCounted(feedback)) return takeBack(feedback, counted, { now, zone });
  return counted ? undefined : entryOf(feedback, { now, zone });
};

export interface When {
  readonly now: Instant;
  readonly zone: string;
}

/** The entry of an item that stands in no ledger yet; none of one that is nobody's, or a copy. */
export const entryOf = (feedback: Feedback, when: When): Entry | undefined => {
  const { match, duplicateOf } = feedback;
  return match && duplicateOf === null ? enter(feedback, match.customerId, when) : undefined;
};

const sourceOf = (customerId: string, eventId: string, { now, zone }: When) => ({
  ledgerId: ledgerOf(customerId),
  customerId,
  eventId,
  recordedAt: now,
  by: customerId,
  zone,
});

/** An entry counts on the day on which it was said, whenever it was matched. */
const enter = (feedback: Feedback, customerId: string, when: When): Entry => {
  const { channel, source, content, revision, entries, version } = feedback;
  const eventId = entryId(feedback.id, entries + 1);
  const { score, text, occurredAt } = content;
  const fact = {
    type: 'feedback',
    channel,
    source,
    ...(score === null ? {} : { rating: score }),
    ...(text === null ? {} : { text }),
  } as const;
  return {
    event: { ...buildEvent(fact, { ...sourceOf(customerId, eventId, when), occurredAt }), ...fact },
    feedback: {
      ...feedback,
      version: version + 1,
      entries: entries + 1,
      counted: { customerId, eventId, revision },
    },
  };
};

const takeBack = (
  feedback: Feedback,
  { customerId, eventId }: NonNullable<Feedback['counted']>,
  when: When,
): Step => {
  const fact = { type: 'void', targetId: eventId } as const;
  const source = sourceOf(customerId, `${eventId}_void`, when);
  return {
    event: { ...buildEvent(fact, { ...source, occurredAt: when.now }), ...fact },
    feedback: { ...feedback, version: feedback.version + 1, counted: null },
  };
};
