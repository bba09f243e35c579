import type { ListKey, ListKeys } from '../customers/ports.ts';
import type { Instant } from '../shared/time.ts';
import type { AskingSettings } from './asking-settings.ts';
import { reasonAgainst } from './judge-contact.ts';
import { audiencePlan, isInAudience } from './match-audience.ts';
import type {
  Contact,
  HadEvent,
  LoadContacts,
  LoadScores,
  RecipientStore,
  WaveStore,
} from './ports.ts';
import type { CountChange, Progress } from './progress.ts';
import { newRecipient, type Recipient, type SkipReason } from './recipient.ts';
import { candidateOf, customerOfCandidate, drawOf, isDrawn, smallestDraws } from './sampling.ts';
import type { WaveDefinition } from './wave.ts';

export interface SelectionPorts {
  readonly waves: Pick<WaveStore, 'checkpoint'>;
  readonly recipients: Pick<RecipientStore, 'put'>;
  readonly listKeys: ListKeys;
  readonly contacts: LoadContacts;
  readonly scores: LoadScores;
  readonly hadEvent: HadEvent;
}

/** Customers whose profile, log and record are read at once: the most of one BatchGet. */
const loadedMax = 100;
/**
 * Keys of one step where few or none become recipients: a small share of many passes quickly, and the
 * candidates of a sample of fixed size (up to 190 kB) are not written again for every hundred customers.
 */
const keysMax = 2_000;

interface Step {
  readonly progress: Progress;
  readonly definition: WaveDefinition;
  readonly settings: AskingSettings;
  readonly now: Instant;
}

/**
 * One bounded step of the selection of an occurrence, ended by a checkpoint: the next customers are
 * looked at, or the next candidates become recipients. Repeating a step changes nothing, since
 * recipients are put where there are none and counted as what stands there. Null when another attempt
 * was faster.
 */
export const selectStep =
  (ports: SelectionPorts) =>
  async (step: Step): Promise<Progress | null> => {
    const { progress, counts } = await (step.progress.phase === 'choosing'
      ? chooseNext(ports, step)
      : lookAtNext(ports, step));
    const next = { ...progress, sequence: step.progress.sequence + 1 };
    return (await ports.waves.checkpoint(next, counts)) ? next : null;
  };

interface Outcome {
  readonly progress: Progress;
  readonly counts: CountChange;
}

const finished = (progress: Progress): Progress => ({
  ...progress,
  phase: 'done',
  definition: null,
  candidates: [],
  position: null,
});

/** Candidates of a sample of fixed size become recipients, hundred by hundred. */
const chooseNext = async (ports: SelectionPorts, { progress, now }: Step): Promise<Outcome> => {
  const taken = progress.candidates.slice(0, loadedMax);
  const rest = progress.candidates.slice(loadedMax);
  const put = await ports.recipients.put(
    taken.map((each) => newRecipient(progress, customerOfCandidate(each), { dueAt: now })),
  );
  const counts = { sampled: put.length, ...countsOf(put) };
  return {
    progress: rest.length === 0 ? finished(progress) : { ...progress, candidates: rest },
    counts,
  };
};

const lookAtNext = async (ports: SelectionPorts, step: Step): Promise<Outcome> => {
  const { progress, definition } = step;
  const { keys, considered, end, isLast } = await nextDrawn(ports.listKeys, step);
  const found = await matching(
    ports,
    step,
    keys.map(({ customerId }) => customerId),
  );
  const moved = { ...progress, position: end };
  const { sample } = definition;
  if ('size' in sample) {
    const eligible = found.filter(({ reason }) => reason === null);
    const more = eligible.map(({ contact: { customer } }) =>
      candidateOf(drawOf(progress, customer.id), customer.id),
    );
    const candidates = smallestDraws(progress.candidates, more, sample.size);
    const skipped = tallyReasons(found.flatMap(({ reason }) => reason ?? []));
    const chosen =
      candidates.length === 0 ? finished(moved) : { ...moved, phase: 'choosing' as const };
    return {
      progress: isLast ? { ...chosen, candidates } : { ...moved, candidates },
      counts: { considered, eligible: eligible.length, skipped },
    };
  }
  const put = await ports.recipients.put(
    found.map(({ contact, reason }) =>
      newRecipient(
        progress,
        contact.customer.id,
        reason === null ? { dueAt: step.now } : { reason },
      ),
    ),
  );
  const counts = countsOf(put);
  return {
    progress: isLast ? finished(moved) : moved,
    counts: { considered, sampled: put.length, eligible: counts.planned, ...counts },
  };
};

interface Drawn {
  readonly keys: readonly ListKey[];
  readonly considered: number;
  /** Where the last key that was looked at stands. */
  readonly end: string | null;
  readonly isLast: boolean;
}

/** The next keys whose customers are drawn, until enough are or enough were looked at. */
const nextDrawn = async (
  listKeys: ListKeys,
  { progress, definition: { audience, sample } }: Step,
): Promise<Drawn> => {
  const isRare = 'share' in sample && sample.share < loadedMax / keysMax;
  const drawnMax = 'size' in sample ? keysMax : loadedMax;
  const hint = isRare ? keysMax : drawnMax;
  const after = progress.position ?? undefined;
  const keys: ListKey[] = [];
  let [considered, end] = [0, progress.position];
  for await (const key of listKeys(audiencePlan(audience).driver, { after, hint })) {
    considered += 1;
    end = key.position;
    if (isDrawn(drawOf(progress, key.customerId), sample)) keys.push(key);
    if (keys.length === drawnMax || considered === keysMax)
      return { keys, considered, end, isLast: false };
  }
  return { keys, considered, end, isLast: true };
};

interface Found {
  readonly contact: Contact;
  readonly reason: SkipReason | null;
}

/** Those of the audience, each with why not, if so. */
const matching = async (
  ports: SelectionPorts,
  step: Step,
  customerIds: readonly string[],
): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (let start = 0; start < customerIds.length; start += loadedMax)
    found.push(...(await matchLoaded(ports, step, customerIds.slice(start, start + loadedMax))));
  return found;
};

const matchLoaded = async (
  ports: SelectionPorts,
  { progress, definition, settings, now }: Step,
  customerIds: readonly string[],
): Promise<readonly Found[]> => {
  const [contacts, scores] = await Promise.all([
    ports.contacts(customerIds),
    ports.scores(customerIds),
  ]);
  const { audience, schedule, channel } = definition;
  const belongs = isInAudience(ports.hadEvent, {
    audience,
    schedule,
    occurrence: progress.occurrence,
  });
  const found = await Promise.all(
    customerIds.map(async (customerId): Promise<readonly Found[]> => {
      const contact = contacts.get(customerId);
      if (!contact) return [];
      const isPart = await belongs({ customer: contact.customer, score: scores.get(customerId) });
      return isPart
        ? [{ contact, reason: reasonAgainst(contact, { settings, channel, now }) }]
        : [];
    }),
  );
  return found.flat();
};

/** Recipients as they stand there, whoever put them: a repeated step counts them once. */
const countsOf = (put: readonly Recipient[]) => ({
  planned: put.filter(({ reason, moves }) => moves > 0 || reason === null).length,
  skipped: tallyReasons(put.flatMap(({ reason, moves }) => (moves === 0 && reason) || [])),
});

export const tallyReasons = (
  reasons: readonly SkipReason[],
): Readonly<Partial<Record<SkipReason, number>>> => {
  const tally: Partial<Record<SkipReason, number>> = {};
  for (const reason of reasons) tally[reason] = (tally[reason] ?? 0) + 1;
  return tally;
};
