import { fail, ok, type Result } from '../shared/result.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import { type Content, contentOf, type Feedback, feedbackHash, feedbackId } from './feedback.ts';
import { type FeedbackSettings, replyDueAt } from './feedback-settings.ts';
import type { Found } from './find-author.ts';
import type { NewFeedback } from './new-feedback.ts';
import type { FeedbackStore } from './ports.ts';
import { signaturesOf } from './same-text.ts';
import { entryOf } from './settle-feedback.ts';

export interface TakePorts {
  readonly store: Pick<FeedbackStore, 'find' | 'insert' | 'replace'>;
  readonly findAuthor: (given: NewFeedback) => Promise<Result<Found>>;
  readonly settle: (id: string, now: Instant) => Promise<unknown>;
  /** Brings the classes of a customer up to date. */
  readonly classify: (customerId: string, now: Instant) => Promise<void>;
  readonly zone: () => string;
  readonly settings: () => Promise<FeedbackSettings>;
  /** Hashes signatures under a key of the deployment. */
  readonly hashed: (signatures: readonly string[]) => Promise<readonly string[]>;
}

export interface Taken {
  readonly id: string;
  /** It was here before, unchanged or as an earlier revision. */
  readonly known: boolean;
}

const aheadMaxMs = 24 * 60 * 60 * 1_000;
/** Earlier revisions that are kept. */
const earlierMax = 10;
const attemptsMax = 5;

/** Takes what somebody said exactly once, however often and by how many ways it arrives. */
export const takeFeedback =
  (ports: TakePorts) =>
  async (given: NewFeedback, now: Instant): Promise<Result<Taken>> => {
    const occurredAt = toInstant(epochMs(given.occurredAt));
    if (epochMs(occurredAt) > epochMs(now) + aheadMaxMs) return tooFarAhead;
    return storeRow(ports, { ...given, occurredAt }, now);
  };

const storeRow = async (
  ports: TakePorts,
  row: NewFeedback,
  now: Instant,
): Promise<Result<Taken>> => {
  const id = feedbackId(row.source, row.externalId);
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const before = await ports.store.find(id);
    const stored = await (before ? change(ports, before, { row, now }) : add(ports, row, now));
    if (!stored.ok) return stored;
    if (stored.value === 'raced') continue;
    if (stored.value === 'stored') await ports.settle(id, now);
    return ok({ id, known: before !== undefined });
  }
  return fail('busy', { retryAfterSeconds: 1 });
};

const tooFarAhead = fail('invalid_request', {
  errors: [{ pointer: '/occurredAt', code: 'too_far_ahead', message: 'At most 24 hours ahead' }],
});

interface Arrival {
  readonly settings: FeedbackSettings;
  readonly now: Instant;
}

/** Whether the item is stored, and its ledger in line with it; `raced` when somebody else was faster. */
type Stored = Result<'stored' | 'settled' | 'raced'>;

const add = async (ports: TakePorts, given: NewFeedback, now: Instant): Promise<Stored> => {
  const found = await ports.findAuthor(given);
  if (!found.ok) return found;
  const feedback = newFeedback(given, found.value, { settings: await ports.settings(), now });
  const signatures = await ports.hashed(signaturesOf(given));
  const entry = entryOf(feedback, { now, zone: ports.zone() });
  const outcome = entry
    ? await ports.store.insert({ ...entry.feedback, version: 1 }, signatures, entry.event)
    : await ports.store.insert(feedback, signatures);
  switch (outcome.kind) {
    case 'inserted':
      if (entry) await ports.classify(entry.event.customerId, now);
      return ok('settled');
    case 'duplicate':
      return addCopy(ports, { ...feedback, duplicateOf: outcome.of, replyDueAt: null });
    case 'exists':
    case 'customer_gone':
      return ok('raced');
  }
};

const addCopy = async ({ store }: TakePorts, copy: Feedback): Promise<Stored> =>
  ok((await store.insert(copy, [])).kind === 'inserted' ? 'settled' : 'raced');

const newFeedback = (
  given: NewFeedback,
  { match, candidates }: Found,
  { settings, now }: Arrival,
): Feedback => {
  const content = contentOf(given);
  const { channel, source, externalId, author = {} } = given;
  const { name, handle, city } = author;
  const shown = {
    ...(name === undefined ? {} : { name }),
    ...(handle === undefined ? {} : { handle }),
    ...(city === undefined ? {} : { city }),
  };
  return {
    id: feedbackId(source, externalId),
    channel,
    source,
    externalId,
    receivedAt: now,
    version: 1,
    revision: 1,
    hash: feedbackHash(content),
    content,
    earlier: [],
    // Whoever is known needs no second name here.
    author: match ? {} : shown,
    duplicateOf: null,
    match: match && { ...match, at: now, by: null },
    candidates,
    counted: null,
    entries: 0,
    replyDueAt: replyDueAt(settings, { channel, ...content, now }),
    reply: null,
    ignored: null,
    erased: false,
  };
};

const change = async (
  ports: TakePorts,
  known: Feedback,
  { row, now }: { readonly row: NewFeedback; readonly now: Instant },
): Promise<Stored> => {
  const content = contentOf(row);
  if (known.erased || feedbackHash(content) === known.hash) return ok('stored');
  const next = revised(known, content, { settings: await ports.settings(), now });
  return ok((await ports.store.replace(next)) ? 'stored' : 'raced');
};

/** The author changed it: a worse rating may bring the reply forward, an edit never puts it off. */
const revised = (known: Feedback, content: Content, { settings, now }: Arrival): Feedback => {
  const { channel, duplicateOf } = known;
  const due = duplicateOf === null ? replyDueAt(settings, { channel, ...content, now }) : null;
  const dues = [known.replyDueAt, due].filter((at) => at !== null).sort();
  return {
    ...known,
    version: known.version + 1,
    revision: known.revision + 1,
    hash: feedbackHash(content),
    content,
    earlier: [
      {
        revision: known.revision,
        until: now,
        score: known.content.score,
        text: known.content.text,
      },
      ...known.earlier,
    ].slice(0, earlierMax),
    replyDueAt: dues[0] ?? null,
  };
};
