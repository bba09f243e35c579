import type { Answers } from '../../../../lib/surveys/answers.ts';
import { askServer, type ServerAnswer } from './ask-server.ts';

/** Where answers that are not complete are kept. */
interface Place {
  readonly id: string;
  readonly resumeToken: string;
  readonly revision: number;
}

export interface Saving {
  readonly surveyId: string;
  readonly token: string;
  readonly language: string;
  /** Kept by an earlier visit. */
  readonly place?: Place;
  readonly answers: () => Answers;
  readonly questionIds: readonly string[];
}

const waitMs = 1_500;

const placeIn = ({ body }: ServerAnswer): Place | undefined => {
  const { id, resumeToken, revision } = body;
  return typeof id === 'string' && typeof resumeToken === 'string' && typeof revision === 'number'
    ? { id, resumeToken, revision }
    : undefined;
};

/** Names of the answers that the server refused: the others are kept without them. */
const refusedIn = ({ status, body }: ServerAnswer): readonly string[] => {
  if (status !== 422 || !Array.isArray(body['errors'])) return [];
  return body['errors'].map(({ pointer }) => String(pointer).split('/')[2] ?? '');
};

const sending = (
  { surveyId, token, language, questionIds }: Saving,
  place: Place | undefined,
  answers: Answers,
): Promise<ServerAnswer> => {
  if (!place)
    return askServer('POST', `/v1/surveys/${surveyId}/responses`, {
      token,
      language,
      answers,
      complete: false,
    });
  const { id, ...known } = place;
  // A merge patch: what was taken back is null.
  const patch = Object.fromEntries(questionIds.map((one) => [one, answers[one] ?? null]));
  return askServer('PATCH', `/v1/responses/${id}`, { ...known, answers: patch });
};

/**
 * Keeps the answers of a personal link while they are given, a while after each change and when the
 * page is left. It stops for good where the server says that it knows better: sent already, closed, or
 * changed in another window. Sending the form does not depend on it.
 */
export const autosave = (
  saving: Saving,
): { readonly changed: () => void; readonly stop: () => void } => {
  let { place } = saving;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isStopped = false;
  let isLost = false;
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isBusy || isStopped) return;
    isBusy = true;
    const answers = { ...saving.answers() };
    let answer = await sending(saving, place, answers);
    for (const id of refusedIn(answer)) delete answers[id];
    if (answer.status === 422) answer = await sending(saving, place, answers);
    isBusy = false;
    isLost = answer.status === 0;
    place = placeIn(answer) ?? place;
    isStopped ||= answer.status >= 400 && answer.status !== 422 && answer.status < 500;
  };
  const changed = (): void => {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(save, waitMs);
  };
  // What could not be kept while there was no line.
  addEventListener('online', () => isLost && changed());
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) void save();
  });
  return {
    changed,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
