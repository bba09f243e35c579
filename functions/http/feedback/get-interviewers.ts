import { interviews } from '../../../lib/app/interviews.ts';
import { interviewsRoutes } from '../../../lib/contract/routes/interviews.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { QuestionInterviewers } from '../../../lib/surveys/read-interviewers.ts';
import { handler } from '../handler.ts';

const showQuestion = ({ effect, interviewers, ...question }: QuestionInterviewers) => ({
  ...question,
  effect: effect && { ...effect, degrees: [...effect.degrees] },
  interviewers: interviewers.map(({ interval, ...one }) => ({
    ...one,
    interval: interval && [...interval],
  })),
});

export const handle = handler(interviewsRoutes.getInterviewers, async ({ params, query, call }) => {
  const report = await interviews.report(params.surveyId, query, call.now);
  if (!report.ok) return report;
  const questions = Object.entries(report.value).map(([id, of]) => [id, showQuestion(of)]);
  return ok({
    status: 200,
    body: { surveyId: params.surveyId, questions: Object.fromEntries(questions) },
  });
});
