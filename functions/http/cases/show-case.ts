import type * as z from 'zod';
import { cases } from '../../../lib/app/cases.ts';
import type { CaseResource } from '../../../lib/contract/case-resource.ts';
import type { RecoveryCase } from '../../../lib/recovery/recovery-case.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import type { Instant } from '../../../lib/shared/time.ts';

type Shown = z.input<typeof CaseResource>;

/** A case as lists show it: without words and without the secret of its follow-up's link. */
export const showCase = (found: RecoveryCase, now: Instant): Shown => {
  const { ledgerId: _ledgerId, signals, attempts, followUp, dueAt, ...rest } = found;
  return {
    ...rest,
    dueAt,
    overdue: dueAt !== null && dueAt < now,
    signals: signals.map((signal) => ({ ...signal })),
    attempts: attempts.map((attempt) => ({ ...attempt })),
    followUp: followUp && { ...followUp, answer: followUp.answer && { ...followUp.answer } },
  };
};

/** One case with its notes and, while the follow-up waits for its answer, the link to it. */
const showWhole = async (found: RecoveryCase, now: Instant): Promise<Shown> => {
  const shown = showCase(found, now);
  const notes = await cases.notes(found);
  const { followUp } = shown;
  const url = followUp && followUp.answer === null ? await cases.followUpUrl(followUp) : undefined;
  return {
    ...shown,
    ...(followUp && url !== undefined ? { followUp: { ...followUp, url } } : {}),
    notes: notes.map((note) => ({ ...note })),
  };
};

/** The answer 200 with a case and its entity tag. */
export const caseReply = async (found: RecoveryCase, now: Instant) => ({
  status: 200 as const,
  body: await showWhole(found, now),
  version: found.version,
  resourceId: found.id,
});

/** The case after a step, or why there was none. */
export const stepReply = async (result: Result<RecoveryCase>, now: Instant) =>
  result.ok ? ok(await caseReply(result.value, now)) : result;

/** A case as it stands, for reads and for the repeat of a request. */
export const readReply = async (caseId: string, now: Instant) => {
  const found = await cases.find(caseId);
  return found ? ok(await caseReply(found, now)) : fail('case_not_found');
};
