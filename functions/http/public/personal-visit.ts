import { hostedForms } from '../../../lib/app/hosted-forms.ts';
import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import type { Failure } from '../../../lib/shared/failure.ts';
import { honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import { answerFields } from '../../../lib/surveys/answer-fields.ts';
import type { Fields } from '../../../lib/surveys/form-field.ts';
import type { FormData } from '../../../lib/surveys/form-page.ts';
import type { LinkState } from '../../../lib/surveys/link-state.ts';
import type { Link } from '../../../lib/surveys/open-link.ts';
import type { SurveyDefinition } from '../../../lib/surveys/survey.ts';
import { revisionField } from './form-fields.ts';
import { formScripts } from './form-scripts.ts';
import { instantWords, languageOf, queryIn, showForm, type Visit } from './hosted-page.ts';

/** A personal link as its address opens it. */
export interface PersonalVisit extends Link {
  readonly token: string;
  readonly state: LinkState;
}

/** Opens a personal link and looks at what became of it. */
export const personalVisit = async (
  visit: Visit & { readonly params: { readonly token: string } },
) => {
  const { token } = visit.params;
  const link = await surveyIntake.openLink(token);
  if (!link.ok) return link;
  const state = await hostedForms.linkState(link.value, visit.call.now);
  return { ok: true as const, value: { ...link.value, token, state } };
};

/** What the script of a link may do: keep answers on the server, or blind a signature where nothing may lead to it. */
const dataOf = async ({ survey, token, state }: PersonalVisit): Promise<FormData> => {
  const { mode } = survey.definition;
  const base = { survey: survey.id, token };
  if (mode === 'anonymous') {
    const key = await surveyIntake.blindPublicKey(survey.id);
    return { ...base, keep: 'tab', ...(key ? { key: JSON.stringify(key) } : {}) };
  }
  if (state.kind === 'sent') return base;
  if (state.kind !== 'begun') return { ...base, keep: 'server' };
  const { id, resumeToken, revision } = state.resume;
  return { ...base, keep: 'server', response: id, resume: resumeToken, revision: String(revision) };
};

export interface Entered {
  readonly fields?: Fields;
  readonly failure?: Failure;
  /** Values of hidden fields that came with the answers and go with them again. */
  readonly carried?: Readonly<Record<string, string>>;
}

/** Anonymous answers wait in the tab until they have arrived; others are kept by the server. */
export const sentScript = ({ mode }: SurveyDefinition): string | undefined =>
  mode === 'anonymous' ? formScripts.sent : undefined;

/** A form with errors still changes what was sent; what was begun is there to be seen. */
const keptOf = ({ state }: PersonalVisit, language: string, isShownAgain: boolean) => {
  if (state.kind === 'begun') return isShownAgain ? {} : { kept: 'resumed' as const };
  return state.kind === 'sent' && state.change
    ? { kept: { until: instantWords(state.change.until, language) } }
    : {};
};

/** A change says which answers it has seen: two windows do not overwrite each other. */
const carriedBy = ({ state }: PersonalVisit): Readonly<Record<string, string>> =>
  state.kind === 'sent' && state.change
    ? { [revisionField]: String(state.change.resume.revision) }
    : {};

const storedFields = ({ survey, state }: PersonalVisit): Fields => {
  if (state.kind === 'begun') return answerFields(survey.definition, state.answers);
  return state.kind === 'sent' && state.change
    ? answerFields(survey.definition, state.change.answers)
    : {};
};

/** The form of a personal link: fresh, as it was left, as it was sent, or with what was wrong. */
export const showPersonalForm = async (
  visit: Visit,
  personal: PersonalVisit,
  { fields, failure, carried }: Entered = {},
) => {
  const { survey, invitation } = personal;
  const { definition } = survey;
  const data = await dataOf(personal);
  return showForm(visit, definition, {
    fields: fields ?? storedFields(personal),
    errors: failure?.errors ?? [],
    hidden: invitation.hidden,
    carried: { ...carriedBy(personal), ...carried },
    honeypot: honeypotField,
    personal: true,
    guided: invitation.interview !== undefined,
    script: 'key' in data ? formScripts.blindForm : formScripts.form,
    ...keptOf(personal, languageOf(visit, definition), fields !== undefined),
    data: { ...data, ...(fields === undefined ? { fresh: '' } : {}) },
  });
};

/** How the answers of a link can still be changed, for pages that say so. */
export const changeOf = (visit: Visit, { survey, token, state }: PersonalVisit) => {
  if (state.kind !== 'sent' || !state.change) return undefined;
  const language = languageOf(visit, survey.definition);
  const href = `/s/${token}${queryIn(visit, language)}`;
  return { href, until: instantWords(state.change.until, language) };
};
