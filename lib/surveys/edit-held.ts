import type { HeldResponse } from './abuse/held-response.ts';
import type { Editable } from './edit-response.ts';
import { editableUntil } from './edit-window.ts';
import type { Content } from './merge-answers.ts';
import type { RecordOutcome, Recount } from './ports.ts';
import { quotasOf } from './quota-counting.ts';
import { anonymousId } from './resume-token.ts';
import type { SubmitPorts } from './submit-ports.ts';
import type { Change } from './update-response.ts';

/**
 * A response that waits in quarantine, as whoever sent it may change it: like everybody, so that nobody
 * learns that it waits. It is released as it stands then.
 */
export const findHeld = async (
  ports: SubmitPorts,
  { survey, target, now }: Change,
): Promise<Editable | undefined> => {
  const { responseId, since } = target;
  const id = since === null ? responseId : anonymousId(await ports.keys('resume'), responseId);
  const held = await ports.heldRevisions.find(id, ports.dayOf(now));
  if (held?.surveyId !== survey.id) return undefined;
  const { answers, hidden, language, revision, day, link } = held;
  const { definition, surveyVersion } = survey;
  const counted = quotasOf(definition, held).map((quota) => [quota.id, 0]);
  return {
    stored: { answers, hidden, language, revision, day, quotas: Object.fromEntries(counted) },
    until: editableUntil(link?.at ?? ports.endOfDay(day), definition),
    identified: link && { id: responseId, completedAt: link.at },
    write: (next, recount) => replace(ports, { ...held, ...next, surveyVersion }, recount),
  };
};

/** It counts in no quota before it is released; where one that it would move into is full it is refused like any other. */
const replace = async (
  ports: SubmitPorts,
  next: HeldResponse & Content,
  { entered }: Recount,
): Promise<RecordOutcome> => {
  const room = entered.length > 0 ? await ports.quotas.withRoom(next.surveyId, entered) : [];
  const hasRoom = new Set(room.map(({ quotaId }) => quotaId));
  const full = entered.map(({ quotaId }) => quotaId).filter((quotaId) => !hasRoom.has(quotaId));
  if (full.length > 0) return { kind: 'full', quotaIds: full };
  const isReplaced = await ports.heldRevisions.replace({ ...next, revision: next.revision + 1 });
  return { kind: isReplaced ? 'recorded' : 'stale' };
};
