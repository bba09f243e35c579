import { contentHash } from '../shared/canonical.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { isSigned, useOf } from './invitation.ts';
import type { Link } from './open-link.ts';
import { parseSubmission } from './parse-submission.ts';
import { resumeOf } from './resume.ts';
import type { Prepared, Receipt, Submission } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';

interface Again {
  readonly submission: Submission;
  readonly receipt: string;
}

/** What a link that was used before answers: the first receipt; of a customer who answered otherwise a conflict. */
export const repeatByLink = async (
  ports: SubmitPorts,
  { survey, invitation }: Link,
  { submission, receipt }: Again,
): Promise<Result<Prepared>> => {
  if (invitation.used === 'screened_out')
    return answered({ outcome: 'screened_out', repeated: true, receipt });
  if (isSigned(invitation)) return fail('link_used');
  const use = useOf(invitation);
  if (!use) return answered({ ...completed, receipt, identified: null, resume: null });
  const parsed = parseSubmission(survey.definition, submission, invitation.hidden);
  if (!parsed.ok) return parsed;
  if (contentHash(parsed.value.answers) !== use.hash) return fail('response_conflict');
  const { responseId, at } = use;
  return answered({
    ...completed,
    receipt,
    identified: { id: responseId, completedAt: at },
    resume: await resumeLinked(ports, { survey, invitation }, { responseId, receipt }),
  });
};

const completed = { outcome: 'completed', repeated: true } as const;

const answered = (receipt: Receipt): Result<Prepared> => ok({ kind: 'answered', receipt });

/** With the revision that stands there now, which later changes have counted up. */
const resumeLinked = async (
  ports: SubmitPorts,
  { survey, invitation }: Link,
  { responseId, receipt }: { readonly responseId: string; readonly receipt: string },
) => {
  if (survey.definition.editableForHours === 0) return null;
  const current = await ports.linkedRevisions.find(invitation.customerId, responseId);
  const target = { responseId, surveyId: survey.id, receipt, invitationId: invitation.id };
  return current ? resumeOf(ports, { ...target, since: null }, current.revision ?? 1) : null;
};
