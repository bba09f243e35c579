import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window } from './answer-window.ts';
import { type Interval, meanInterval } from './interval.ts';
import {
  type AnswerSums,
  addAnswer,
  type InterviewerEffect,
  interviewerEffect,
  noSums,
} from './interviewer-effect.ts';
import type { DayOf, DayRange, SurveyStore } from './ports.ts';
import { isRated, type RatedType, scales } from './question.ts';
import { isPublished } from './survey.ts';

/** What one interviewer wrote down: numbers by question. */
export interface InterviewAnswers {
  readonly interviewer: string;
  readonly answers: Readonly<Record<string, number>>;
}

/** Identified responses of a survey that staff wrote down, in no order. */
export type ReadInterviews = (surveyId: string, days: DayRange) => AsyncIterable<InterviewAnswers>;

/** Fewer responses than this say more of the customers than of who asked them. */
const leastShown = 5;

export interface InterviewerFigures {
  readonly interviewer: string;
  readonly n: number;
  readonly mean: number | null;
  readonly interval: Interval | null;
}

export interface QuestionInterviewers {
  readonly type: RatedType;
  readonly n: number;
  readonly mean: number | null;
  readonly effect: InterviewerEffect | null;
  /** By the number of answers. */
  readonly interviewers: readonly InterviewerFigures[];
}

export type InterviewersReport = Readonly<Record<string, QuestionInterviewers>>;

interface Ports {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly interviews: ReadInterviews;
  readonly dayOf: DayOf;
}

/** How the ratings of an identified survey hang on who asked, by question. */
export const readInterviewers =
  ({ surveys, interviews, dayOf }: Ports) =>
  async (surveyId: string, window: Window, now: Instant): Promise<Result<InterviewersReport>> => {
    const checked = checkWindow(window);
    if (!checked.ok) return checked;
    const survey = await surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (survey.definition.mode !== 'identified') return fail('survey_not_identified');
    const rated = survey.definition.questions.filter(isRated);
    const sums = new Map(rated.map(({ id }) => [id, new Map<string, AnswerSums>()]));
    if (isPublished(survey)) {
      const days = answerDays(survey, window, dayOf, now);
      if (days.from <= days.to) await count(interviews(surveyId, days), sums);
    }
    return ok(
      Object.fromEntries(
        rated.map(({ id, type }) => [id, figuresOf(type, sums.get(id) ?? new Map())]),
      ),
    );
  };

const count = async (
  found: AsyncIterable<InterviewAnswers>,
  sums: ReadonlyMap<string, Map<string, AnswerSums>>,
): Promise<void> => {
  for await (const { interviewer, answers } of found)
    for (const [questionId, of] of sums) {
      const answer = Object.hasOwn(answers, questionId) ? answers[questionId] : undefined;
      if (answer !== undefined)
        of.set(interviewer, addAnswer(of.get(interviewer) ?? noSums, answer));
    }
};

const figuresOf = (
  type: RatedType,
  byInterviewer: ReadonlyMap<string, AnswerSums>,
): QuestionInterviewers => {
  const groups = [...byInterviewer.values()];
  const n = groups.reduce((all, group) => all + group.n, 0);
  const sum = groups.reduce((all, group) => all + group.sum, 0);
  const { low, high } = scales[type];
  const shown = [...byInterviewer].map(([interviewer, group]): InterviewerFigures => {
    if (group.n < leastShown) return { interviewer, n: group.n, mean: null, interval: null };
    const mean = group.sum / group.n;
    const interval = meanInterval({ n: group.n, mean, squares: group.squares }, [low, high]);
    return { interviewer, n: group.n, mean, interval };
  });
  return {
    type,
    n,
    mean: n < leastShown ? null : sum / n,
    effect: n < leastShown ? null : interviewerEffect(groups),
    interviewers: shown.sort((a, b) => b.n - a.n || (a.interviewer < b.interviewer ? -1 : 1)),
  };
};
