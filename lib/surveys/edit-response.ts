import type { EventOf } from '../events/ledger-event.ts';
import { revisionEventId } from '../events/response-revision.ts';
import { fail, ok } from '../shared/result.ts';
import { type CalendarDate, dateToDay, dayToDate, type Instant } from '../shared/time.ts';
import type { Answer, Answers } from './answers.ts';
import { answerMembers, choiceHidden } from './build-response.ts';
import { findHeld } from './edit-held.ts';
import { editableUntil, revisionsMax } from './edit-window.ts';
import { useOf } from './invitation.ts';
import { type Content, mergeAnswers, sameContent } from './merge-answers.ts';
import type { RecordOutcome, StoredResponse } from './ports.ts';
import { languageOf } from './prepare-response.ts';
import { countedIn } from './quota-counting.ts';
import { recountOf, withRecount } from './recount.ts';
import { splitTexts } from './response.ts';
import { resumeOf } from './resume.ts';
import { anonymousId } from './resume-token.ts';
import type { SubmitPorts } from './submit-ports.ts';
import type { Taken } from './take-response.ts';
import type { Change } from './update-response.ts';

/** A completed response: what stands there, until when it may be changed, and how. */
export interface Editable {
  readonly stored: StoredResponse;
  readonly until: Instant;
  readonly identified: { readonly id: string; readonly completedAt: Instant } | null;
  readonly write: (
    next: Content & { readonly language: string },
    recount: Parameters<SubmitPorts['anonymousRevisions']['replace']>[2],
  ) => Promise<RecordOutcome>;
}

/** Changes a completed response within its edit window. */
export const editResponse = async (ports: SubmitPorts, change: Change): Promise<Taken> => {
  const { survey, patch, target } = change;
  const editable =
    (await (target.since === null ? findLinked(ports, change) : findAnonymous(ports, change))) ??
    (await findHeld(ports, change));
  if (!editable) return absent(ports, change);
  const { stored } = editable;
  const merged = mergeAnswers(survey.definition, stored, patch, true);
  if (!merged.ok) return merged;
  const language =
    patch.language === undefined ? stored.language : languageOf(survey, patch.language);
  const next = { ...merged.value, language };
  if (sameContent(next, stored) && language === stored.language)
    return told(ports, change, editable, stored.revision);
  const refused = refusalOf(change, editable);
  if (refused) return refused;
  const recount = recountOf(survey.definition, stored.quotas, next);
  const outcome = await withRecount(ports, change, recount, (moved) => editable.write(next, moved));
  if (typeof outcome !== 'string') return outcome;
  if (outcome === 'recorded') return told(ports, change, editable, stored.revision + 1);
  return outcome === 'stale' ? 'again' : fail('invalid_token');
};

/** Why a response may not be changed any more. */
const refusalOf = ({ survey, patch, now }: Change, { stored, until }: Editable) => {
  if (patch.revision !== undefined && patch.revision !== stored.revision)
    return fail('stale_version');
  if (survey.status !== 'open') return fail('survey_not_open');
  const isOver = now > until || stored.revision >= revisionsMax;
  return isOver ? fail('edit_window_closed') : undefined;
};

/** Where nothing is stored: a full quota screened it out, or it never was. */
const absent = async (ports: SubmitPorts, { target }: Change): Promise<Taken> => {
  const { invitationId, receipt } = target;
  const invitation = invitationId === null ? undefined : await ports.invitations.find(invitationId);
  return invitation?.used === 'screened_out'
    ? ok({ outcome: 'screened_out', repeated: true, receipt })
    : fail('invalid_token');
};

const told = async (
  ports: SubmitPorts,
  { survey, target }: Change,
  { stored, identified }: Editable,
  revision: number,
): Promise<Taken> => {
  const isAnonymous = target.since !== null;
  const place = isAnonymous ? { ...target, invitationId: null, since: cameOnOf(stored) } : target;
  const isEditable = survey.definition.editableForHours > 0;
  const resume = isEditable ? await resumeOf(ports, place, revision) : null;
  const repeated = revision === stored.revision;
  return ok({ outcome: 'completed', repeated, receipt: target.receipt, identified, resume });
};

/** Texts that an erasure took are no answers any more. */
export const givenAnswers = (answers: Readonly<Record<string, unknown>>): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, Answer] => entry[1] !== null),
  );

const findLinked = async (
  ports: SubmitPorts,
  { survey, target, now }: Change,
): Promise<Editable | undefined> => {
  const { invitationId, responseId } = target;
  const invitation = invitationId === null ? undefined : await ports.invitations.find(invitationId);
  if (!invitation || useOf(invitation)?.responseId !== responseId) return undefined;
  const before = await ports.linkedRevisions.find(invitation.customerId, responseId);
  if (!before) return undefined;
  const revision = before.revision ?? 1;
  return {
    stored: storedOf(before),
    until: editableUntil(before.occurredAt, survey.definition),
    identified: { id: responseId, completedAt: before.occurredAt },
    write: (next, recount) => {
      const { texts: _texts, voidedBy: _by, quotas: _quotas, hidden: _hidden, ...rest } = before;
      const quotas = { ...keptOf(before.quotas, recount.left), ...countedIn(recount.entered) };
      const after: EventOf<'response'> = {
        ...rest,
        ...answerMembers(ports, survey.definition, next.answers),
        eventId: revisionEventId(responseId, revision + 1),
        revision: revision + 1,
        recordedAt: now,
        surveyVersion: survey.surveyVersion,
        language: next.language,
        ...(Object.keys(next.hidden).length > 0 ? { hidden: next.hidden } : {}),
        ...(Object.keys(quotas).length > 0 ? { quotas } : {}),
      };
      return ports.linkedRevisions.replace(after, before, recount);
    },
  };
};

const keptOf = (
  quotas: StoredResponse['quotas'] | undefined,
  left: readonly { readonly quotaId: string }[],
) =>
  Object.fromEntries(
    Object.entries(quotas ?? {}).filter(([id]) => left.every(({ quotaId }) => quotaId !== id)),
  );

const storedOf = (event: EventOf<'response'>): StoredResponse => ({
  answers: givenAnswers({ ...event.answers, ...event.texts }),
  hidden: event.hidden ?? {},
  language: event.language ?? '',
  revision: event.revision ?? 1,
  day: dayToDate(event.day),
  quotas: event.quotas ?? {},
});

const cameOnOf = ({ cameOn, day }: StoredResponse): CalendarDate => cameOn ?? day;

/** Of an anonymous response the window runs from the end of its day: nothing says when it was completed. */
const findAnonymous = async (
  ports: SubmitPorts,
  { survey, target, now }: Change,
): Promise<Editable | undefined> => {
  const id = anonymousId(await ports.keys('resume'), target.responseId);
  const since = target.since === null ? ports.dayOf(now) : dateToDay(target.since);
  const days = { from: since, to: ports.dayOf(now) };
  const stored = await ports.anonymousRevisions.find(survey.id, id, days);
  if (!stored) return undefined;
  const { definition } = survey;
  return {
    stored,
    until: editableUntil(ports.endOfDay(cameOnOf(stored)), definition),
    identified: null,
    write: (next, recount) =>
      ports.anonymousRevisions.replace(
        {
          id,
          surveyId: survey.id,
          surveyVersion: survey.surveyVersion,
          language: next.language,
          day: stored.day,
          ...(stored.cameOn === undefined ? {} : { cameOn: stored.cameOn }),
          channel: stored.channel,
          hidden: choiceHidden(definition, next.hidden),
          quotas: { ...keptOf(stored.quotas, recount.left), ...countedIn(recount.entered) },
          ...splitTexts(definition, next.answers),
        },
        stored,
        recount,
      ),
  };
};
