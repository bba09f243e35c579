import { fail, ok, type Result } from '../shared/result.ts';
import { type CalendarDate, dayToDate, type Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window, windowBefore } from './answer-window.ts';
import { askedEver } from './asked-ever.ts';
import type { GroupedDay } from './blocks-of-days.ts';
import { type CountPorts, countWindow, gapDimension, settledDay } from './count-window.ts';
import { type DatedCounts, sumOf } from './dated-counts.ts';
import { type ExpectationGap, expectationGap, gapQuestions } from './expectation-gap.ts';
import { dimensionsOf, stepDimension } from './group-key.ts';
import { type GroupResult, groupResults, slicesOf, stepResults } from './group-results.ts';
import { countsIn } from './histogram.ts';
import type { DayRange, SurveyStore } from './ports.ts';
import { type MeasuredResult, measuredResults } from './question-metrics.ts';
import { shieldedGroups, shieldedTotals } from './shield.ts';
import { isPublished, type PublishedSurvey, type Survey } from './survey.ts';

export interface SurveyResults {
  readonly surveyId: string;
  readonly responses: number;
  readonly completed: number;
  /** Of shielded surveys: the last day that may count. Null of others. */
  readonly shieldedThrough: CalendarDate | null;
  readonly questions: Readonly<Record<string, MeasuredResult>>;
  readonly expectationGaps: readonly ExpectationGap[];
  readonly by: string | null;
  readonly groups: readonly GroupResult[] | null;
}

export interface ResultsQuery extends Window {
  readonly by?: string | undefined;
  readonly compare?: 'previous' | undefined;
}

export interface ResultsPorts extends CountPorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
}

const isShielded = ({ definition }: Survey): boolean => definition.mode !== 'identified';

/** Refuses what the survey cannot be told apart by, and a comparison with what has no beginning. */
const checkQuery = (survey: Survey, { by, compare, from }: ResultsQuery): Result<null> => {
  const { mode, hidden } = survey.definition;
  const dimensions = dimensionsOf(mode, hidden);
  const errors = [
    ...(by === undefined || dimensions.includes(by)
      ? []
      : [
          {
            pointer: '?by',
            code: 'unknown_dimension',
            message: `${JSON.stringify(by)} is none of ${dimensions.join(', ')}`,
          },
        ]),
    ...(compare !== undefined && from === undefined
      ? [{ pointer: '?compare', code: 'needs_from', message: 'A window before needs `from`' }]
      : []),
  ];
  return errors.length > 0 ? fail('invalid_request', { errors }) : ok(null);
};

interface Reading {
  readonly survey: PublishedSurvey;
  readonly questionIds: readonly string[];
  readonly now: Instant;
}

/** All finished days of a shielded survey: its blocks begin with the first one, whatever window is asked for. */
const finishedDays = (
  ports: ResultsPorts,
  { survey, now }: Reading,
  dimension: string | undefined,
): Promise<readonly GroupedDay[]> => {
  const all = answerDays(survey, {}, ports.dayOf, now);
  const to = Math.min(all.to, settledDay(survey, ports.dayOf, now));
  return countWindow(ports, { survey, now, dimension, days: { from: all.from, to } });
};

const totalsIn = async (
  ports: ResultsPorts,
  reading: Reading,
  window: DayRange,
): Promise<readonly DatedCounts[]> => {
  const { survey, questionIds, now } = reading;
  if (isShielded(survey))
    return shieldedTotals(await finishedDays(ports, reading, undefined), { questionIds, window });
  const days = await countWindow(ports, { survey, now, days: window });
  return days.map(({ day, total }) => ({ day, histogram: total }));
};

const groupsIn = async (
  ports: ResultsPorts,
  reading: Reading,
  { window, by }: { readonly window: DayRange; readonly by: string },
): Promise<ReadonlyMap<string, readonly DatedCounts[]>> => {
  const { survey, questionIds, now } = reading;
  if (isShielded(survey))
    return shieldedGroups(await finishedDays(ports, reading, by), { questionIds, window });
  return slicesOf(await countWindow(ports, { survey, now, dimension: by, days: window }));
};

/** Pairs of finished days, as they are kept under a name of their own. */
const gapsIn = async (
  ports: ResultsPorts,
  reading: Reading,
  window: DayRange,
): Promise<readonly ExpectationGap[]> => {
  const { survey } = reading;
  const asked = gapQuestions(survey.definition.questions).map(({ aspect }) => aspect);
  const aspects = [...new Set(asked)];
  if (aspects.length === 0) return [];
  const days = (await finishedDays(ports, reading, gapDimension)).flatMap(({ day, groups }) => {
    const total = groups.get(gapDimension);
    return total ? [{ day, total, groups: new Map() }] : [];
  });
  const counts = isShielded(survey)
    ? shieldedTotals(days, { questionIds: aspects, window })
    : days
        .filter(({ day }) => day >= window.from && day <= window.to)
        .map(({ day, total }) => ({ day, histogram: total }));
  const sum = sumOf(counts);
  return aspects.map((aspect) => expectationGap(aspect, countsIn(sum, aspect)));
};

const noAnswers = (survey: Survey): SurveyResults => ({
  surveyId: survey.id,
  responses: 0,
  completed: 0,
  shieldedThrough: null,
  questions: measuredResults(askedEver(survey), { counts: [] }),
  expectationGaps: [],
  by: null,
  groups: null,
});

const readPublished = async (
  ports: ResultsPorts,
  survey: PublishedSurvey,
  { query, now }: { readonly query: ResultsQuery; readonly now: Instant },
): Promise<SurveyResults> => {
  const { by, compare } = query;
  const questions = askedEver(survey);
  const reading = { survey, now, questionIds: questions.map(({ id }) => id) };
  const window = answerDays(survey, query, ports.dayOf, now);
  const counts = await totalsIn(ports, reading, window);
  const before =
    compare === undefined ? undefined : await totalsIn(ports, reading, windowBefore(window));
  const expectationGaps = await gapsIn(ports, reading, window);
  const { responses, completed } = sumOf(counts);
  const groups = await groupsOf(ports, reading, { by, window, counts });
  return {
    surveyId: survey.id,
    ...{ responses, completed, expectationGaps, groups },
    shieldedThrough: isShielded(survey) ? dayToDate(settledDay(survey, ports.dayOf, now)) : null,
    questions: measuredResults(questions, { counts, before }),
    by: by ?? null,
  };
};

const groupsOf = async (
  ports: ResultsPorts,
  reading: Reading,
  asked: {
    readonly by: string | undefined;
    readonly window: DayRange;
    readonly counts: readonly DatedCounts[];
  },
): Promise<readonly GroupResult[] | null> => {
  const { by, window, counts } = asked;
  const { survey } = reading;
  const questions = askedEver(survey);
  if (by === undefined) return null;
  if (by === stepDimension) return stepResults(survey.definition, questions, counts);
  const slices = await groupsIn(ports, reading, { window, by });
  return groupResults(questions, slices, { isShielded: isShielded(survey) });
};

/** Results from the histograms of finished days and the responses of the others. */
export const readResults =
  (ports: ResultsPorts) =>
  async (surveyId: string, query: ResultsQuery, now: Instant): Promise<Result<SurveyResults>> => {
    const checked = checkWindow(query);
    if (!checked.ok) return checked;
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    const asked = checkQuery(survey, query);
    if (!asked.ok) return asked;
    if (!isPublished(survey)) return ok(noAnswers(survey));
    return ok(await readPublished(ports, survey, { query, now }));
  };
