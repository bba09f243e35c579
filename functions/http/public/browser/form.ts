import { autosave } from './autosave.ts';
import { askedAnswers } from './follow-branches.ts';
import { type FormHere, type Keeper, startForm } from './start-form.ts';
import { watchIdle } from './watch-idle.ts';

const keepOnServer = ({ data, boxes }: FormHere): Keeper => {
  const { survey: surveyId = '', token = '', resume, revision, response } = data;
  const place =
    response && resume
      ? { place: { id: response, resumeToken: resume, revision: Number(revision) } }
      : {};
  return autosave({
    surveyId,
    token,
    language: document.documentElement.lang,
    ...place,
    answers: () => askedAnswers(boxes),
    questionIds: boxes.map(({ id }) => id),
  });
};

const watch = ({ form, data, texts }: FormHere): void => {
  const { kiosk } = data;
  if (kiosk)
    watchIdle(form, { seconds: Number(kiosk), text: texts.stillThere, isFresh: 'fresh' in data });
};

startForm({ keepOnServer, watch });
