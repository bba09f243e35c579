import { fail, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { Fields } from './form-field.ts';
import type { Changeable } from './link-state.ts';
import type { Link } from './open-link.ts';
import { parseAnswers } from './parse-answers.ts';
import type { Receipt } from './submission.ts';
import type { ResponsePatch } from './update-response.ts';

export interface FormChange extends Link {
  readonly change: Changeable | null;
  readonly fields: Fields;
  readonly language: string;
  /** The revision that the form showed. */
  readonly revision: number;
}

/** A form sends all that it shows: what is not in it was taken back. */
export const changeByForm =
  (update: (patch: ResponsePatch, now: Instant) => Promise<Result<Receipt>>) =>
  async (form: FormChange, now: Instant): Promise<Result<Receipt>> => {
    const { survey, invitation, change, fields, language, revision } = form;
    if (!change) return fail('edit_window_closed');
    const { definition } = survey;
    const { hidden } = invitation;
    const parsed = parseAnswers(definition, fields, { encoding: 'form', complete: true, hidden });
    if (!parsed.ok) return parsed;
    const ids = definition.questions.map(({ id }) => id);
    const { id: responseId, resumeToken } = change.resume;
    return update(
      {
        responseId,
        resumeToken,
        answers: Object.fromEntries(ids.map((id) => [id, parsed.value[id] ?? null])),
        hidden: {},
        language,
        complete: true,
        revision,
      },
      now,
    );
  };
