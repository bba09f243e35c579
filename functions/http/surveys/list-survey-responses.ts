import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { surveys } from '../../../lib/app/surveys.ts';
import type { ResponseResource } from '../../../lib/contract/response-shapes.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Response } from '../../../lib/surveys/response.ts';
import { handler } from '../handler.ts';
import { copyAnswer } from './copy-answer.ts';

type Shown = z.input<typeof ResponseResource>;

const copyAnswers = (answers: Response['answers']): Shown['answers'] =>
  Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      answer === null ? null : copyAnswer(answer),
    ]),
  );

/** Who answered, and in which circumstances. Nobody learns of anonymous ones what their results are shielded by. */
const showContext = (response: Response): Partial<Shown> =>
  response.identified === null
    ? {}
    : {
        language: response.language,
        ...(response.channel === null ? {} : { channel: response.channel }),
        hidden: { ...response.hidden },
        classes: response.classes,
        interviewer: response.interviewer,
        ...response.identified,
      };

const showResponse = (response: Response): Shown => ({
  id: response.id,
  surveyId: response.surveyId,
  surveyVersion: response.surveyVersion,
  day: response.day,
  answers: copyAnswers(response.answers),
  revision: response.revision,
  ...showContext(response),
});

export const handle = handler(
  surveysRoutes.listSurveyResponses,
  async ({ params, query, call }) => {
    const { surveyId } = params;
    const { cursor, limit, from, to } = query;
    const list = { route: surveysRoutes.listSurveyResponses.id, surveyId, from, to };
    const after = await cursors.open(cursor, list, z.string());
    if (!after.ok) return after;
    const result = await surveys.responses({
      surveyId,
      window: { from, to },
      limit,
      after: after.value,
      now: call.now,
    });
    if (!result.ok) return result;
    const { items, next } = result.value;
    return ok({
      status: 200,
      body: { data: items.map(showResponse), nextCursor: await cursors.seal(next, list) },
    });
  },
);
