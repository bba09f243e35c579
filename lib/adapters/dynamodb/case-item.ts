import * as z from 'zod';
import { byHandReasons, questionWays } from '../../asking/route-question.ts';
import { contactChannels } from '../../events/customer-facts.ts';
import {
  caseCauses,
  caseOutcomes,
  caseStatuses,
  isActive,
  type RecoveryCase,
} from '../../recovery/recovery-case.ts';
import { rootCauseCodes } from '../../recovery/root-causes.ts';
import { caseKeys, listKey } from './keys.ts';

/** Schema number of case items; readers upcast older ones. */
export const caseSchema = 1;

const metric = z.enum(['nps', 'csat', 'ces', 'rating']);

const CaseItem = z.object({
  _v: z.literal(caseSchema),
  id: z.string(),
  customerId: z.string(),
  ledgerId: z.string(),
  version: z.int(),
  status: z.enum(caseStatuses),
  tier: z.string().nullable(),
  owner: z.string().nullable(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  signals: z.array(
    z.object({
      cause: z.enum(caseCauses),
      eventId: z.string().exactOptional(),
      surveyId: z.string().exactOptional(),
      metric: metric.exactOptional(),
      value: z.number().exactOptional(),
      at: z.string(),
    }),
  ),
  attempts: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      channel: z.enum(contactChannels),
      reached: z.boolean(),
    }),
  ),
  contactedAt: z.string().nullable(),
  contactInTime: z.boolean().nullable(),
  resolvedAt: z.string().nullable(),
  rootCause: z.enum(rootCauseCodes).nullable(),
  followUp: z
    .object({
      surveyId: z.string(),
      invitationId: z.string(),
      askedAt: z.string(),
      channel: z.enum(questionWays),
      reason: z.enum(byHandReasons).nullable(),
      leavesAt: z.string().nullable(),
      answer: z.object({ metric, value: z.number(), at: z.string() }).nullable(),
    })
    .nullable(),
  closedAt: z.string().nullable(),
  outcome: z.enum(caseOutcomes).nullable(),
  reopened: z.int(),
});

/** Sorts behind every instant: what has no due time comes last. */
const withoutDue = '~';

const due = ({ dueAt, id }: RecoveryCase): string => `${dueAt ?? withoutDue}#${id}`;

/** The case itself, listed by due time while it is under way and by opening afterwards. */
export const caseItem = (found: RecoveryCase): Record<string, unknown> => ({
  ...caseKeys.main(found.id),
  _v: caseSchema,
  ...found,
  lk: listKey(isActive(found) ? 'case#active' : 'case#closed', found.id),
  ls: isActive(found) ? due(found) : `${found.openedAt}#${found.id}`,
});

/** The list of an owner beside it; whoever has none stands under the empty name. */
export const ownerItem = (found: RecoveryCase): Record<string, unknown> => ({
  ...caseKeys.owner(found.id),
  _v: caseSchema,
  lk: caseKeys.ownerList(found.owner),
  ls: due(found),
});

/** Reads a stored case. Throws on an item that is none. */
export const readCaseItem = (stored: unknown): RecoveryCase => {
  const { _v, ...found } = CaseItem.parse(stored);
  return found;
};

const NoteItem = z.object({
  _v: z.literal(caseSchema),
  at: z.string(),
  who: z.string(),
  text: z.string(),
});

/** Reads a stored note. */
export const readNoteItem = (stored: unknown) => {
  const { at, who: by, text } = NoteItem.parse(stored);
  return { at, by, text };
};
