import { fail, ok, type Result } from '../shared/result.ts';
import { type CalendarDate, dayToDate, type Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window, windowBefore } from './answer-window.ts';
import { askedEver } from './asked-ever.ts';
import type { GroupedDay } from './blocks-of-days.ts';
import { type CountPorts, countWindow, gapDimension, settledDay } from './count-window.ts';
import { type DatedCounts, sumOf } from './dated-counts.ts';
import { type ExpectationGap, expectationGap, gapQuestions } from './expectation-gap.ts';
import { dimensionsOf, stepDimension } from './group-key.ts';
import {
  type GroupResult,
  groupResults,
  type ResponseCounts,
  slicesOf,
  stepResults,
} from './group-results.ts';
import { countsIn } from './histogram.ts';
import type { DayRange, SurveyStore } from './ports.ts';
import { type MeasuredResult, measuredResults } from './question-metrics.ts';
import { shieldedBeside, shieldedGroups, shieldedTotals } from './shield.ts';
import { readShielded } from './shielded-days.ts';
import { isPublished, type PublishedSurvey, type Survey } from './survey.ts';

export interface SurveyResults {
  readonly surveyId: string;
  /** Of the window, in all and at once, also of shielded surveys. */
  readonly responses: number;
  readonly completed: number;
  /** Of shielded surveys: the last finished day, up to which groups and pairs count. Null of others. */
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
const checkQuery = (survey: Survey, query: ResultsQuery): Result<null> => {
  const { by, compare, from } = query;
  const { mode, hidden } = survey.definition;
  const dimensions = dimensionsOf(mode, hidden);
  const turned = checkWindow(query);
  const errors = [
    ...(turned.ok ? [] : (turned.failure.errors ?? [])),
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
  readonly window: DayRange;
  readonly by: string | undefined;
  readonly compare: 'previous' | undefined;
  readonly now: Instant;
}

/** The counts that the figures are made of. */
interface Figures {
  /** Of the window, shielded or not, how many answered. */
  readonly all: ResponseCounts;
  readonly counts: readonly DatedCounts[];
  readonly before: readonly DatedCounts[] | undefined;
  readonly groups: ReadonlyMap<string, readonly DatedCounts[]>;
  readonly gaps: readonly DatedCounts[];
}

const totalsOf = (days: readonly GroupedDay[]): readonly DatedCounts[] =>
  days.map(({ day, total }) => ({ day, histogram: total }));

const dimensionOf = ({ by }: Reading): string | undefined =>
  by === stepDimension ? undefined : by;

const aspectsOf = ({ definition }: Survey): readonly string[] => [
  ...new Set(gapQuestions(definition.questions).map(({ aspect }) => aspect)),
];

/** Pairs of finished days, as they are kept under a name of their own. */
const gapDays = (ports: ResultsPorts, { survey, now }: Reading): Promise<readonly GroupedDay[]> => {
  if (aspectsOf(survey).length === 0) return Promise.resolve([]);
  const all = answerDays(survey, {}, ports.dayOf, now);
  const to = Math.min(all.to, settledDay(survey, ports.dayOf, now));
  return countWindow(ports, { survey, now, dimension: gapDimension, days: { from: all.from, to } });
};

const plainFigures = async (ports: ResultsPorts, reading: Reading): Promise<Figures> => {
  const { survey, window, compare, now } = reading;
  const dimension = dimensionOf(reading);
  const days = await countWindow(ports, { survey, now, dimension, days: window });
  const counts = totalsOf(days);
  const earlier = { survey, now, days: windowBefore(window) };
  const gaps = (await gapDays(ports, reading))
    .filter(({ day }) => day >= window.from && day <= window.to)
    .flatMap(({ day, groups }) => {
      const histogram = groups.get(gapDimension);
      return histogram ? [{ day, histogram }] : [];
    });
  return {
    all: sumOf(counts),
    ...{ counts, gaps, groups: slicesOf(days) },
    before: compare && totalsOf(await countWindow(ports, earlier)),
  };
};

const shieldedFigures = async (ports: ResultsPorts, reading: Reading): Promise<Figures> => {
  const { survey, questionIds, window, compare } = reading;
  const read = await readShielded(ports, { ...reading, dimension: dimensionOf(reading) });
  const { days } = read;
  const cuts = new Map(days.map(({ day, cut }) => [day, cut]));
  const beside = (await gapDays(ports, reading)).map((day) => ({
    ...day,
    isFinished: true,
    cut: cuts.get(day.day) ?? null,
  }));
  const earlier = { questionIds, window: windowBefore(window) };
  return {
    all: sumOf(totalsOf(read.counted)),
    counts: shieldedTotals(days, { questionIds, window }),
    before: compare && shieldedTotals(days, earlier),
    groups: shieldedGroups(days, { questionIds, window }),
    gaps: shieldedBeside(beside, { key: gapDimension, names: aspectsOf(survey), window }),
  };
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
  const questionIds = questions.map(({ id }) => id);
  const window = answerDays(survey, query, ports.dayOf, now);
  const reading = { survey, questionIds, window, by, compare, now };
  const figures = await (isShielded(survey) ? shieldedFigures : plainFigures)(ports, reading);
  const { responses, completed } = figures.all;
  const gaps = sumOf(figures.gaps);
  return {
    surveyId: survey.id,
    ...{ responses, completed },
    shieldedThrough: isShielded(survey) ? dayToDate(settledDay(survey, ports.dayOf, now)) : null,
    questions: measuredResults(questions, figures),
    expectationGaps: aspectsOf(survey).map((aspect) =>
      expectationGap(aspect, countsIn(gaps, aspect)),
    ),
    by: by ?? null,
    groups: by === undefined ? null : groupsBy(by, survey, figures),
  };
};

const groupsBy = (
  by: string,
  survey: PublishedSurvey,
  figures: Figures,
): readonly GroupResult[] => {
  const questions = askedEver(survey);
  return by === stepDimension
    ? stepResults(survey.definition, questions, figures)
    : groupResults(questions, figures.groups, { isShielded: isShielded(survey) });
};

/** Results from the histograms of finished days and the responses of the others. A read of a shielded survey keeps what it shows of days that run. */
export const readResults =
  (ports: ResultsPorts) =>
  async (surveyId: string, query: ResultsQuery, now: Instant): Promise<Result<SurveyResults>> => {
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    const checked = checkQuery(survey, query);
    if (!checked.ok) return checked;
    if (!isPublished(survey)) return ok(noAnswers(survey));
    return ok(await readPublished(ports, survey, { query, now }));
  };
