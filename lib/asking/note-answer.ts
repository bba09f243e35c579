import type { Instant } from '../shared/time.ts';
import type { AskLogStore, RecipientStore } from './ports.ts';
import { invitationIdOf, type RecipientOf } from './recipient.ts';

export interface NoteAnswerPorts {
  readonly logs: AskLogStore;
  readonly recipients: Pick<RecipientStore, 'answered'>;
  /** A place in a wave of a customer. */
  readonly findPlace: (
    customerId: string,
    isWanted: (place: RecipientOf) => boolean,
  ) => Promise<RecipientOf | undefined>;
}

export interface Answer {
  readonly customerId: string;
  readonly invitationId: string | undefined;
  readonly at: Instant;
}

const attemptsMax = 25;

/** Notes an answer that can be linked: the customer rests, and the wave that asked counts it. Repeats change nothing. */
export const noteAnswer =
  (ports: NoteAnswerPorts) =>
  async (answer: Answer): Promise<void> => {
    await notePlace(ports, answer);
    for (let attempt = 0; attempt < attemptsMax; attempt += 1)
      if (await noteRest(ports.logs, answer)) return;
  };

const notePlace = async (
  { recipients, findPlace }: NoteAnswerPorts,
  { customerId, invitationId }: Answer,
): Promise<void> => {
  if (invitationId === undefined) return;
  const place = await findPlace(
    customerId,
    (each) => invitationIdOf(each, customerId) === invitationId,
  );
  if (place) await recipients.answered(place, customerId);
};

/** True when the log knows of it. */
const noteRest = async (logs: AskLogStore, { customerId, at }: Answer): Promise<boolean> => {
  const before = await logs.read(customerId);
  if (before.answeredAt !== null && before.answeredAt >= at) return true;
  const after = { ...before, writes: before.writes + 1, answeredAt: at };
  return logs.write(customerId, after, before);
};
