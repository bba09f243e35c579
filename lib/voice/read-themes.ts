import { boundsOf } from '../feedback/list-feedback.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Day, dateToDay, dayToDate, type Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window, windowBefore } from '../surveys/answer-window.ts';
import type { DayRange } from '../surveys/ports.ts';
import { isPublished, type PublishedSurvey, type Survey } from '../surveys/survey.ts';
import { analyseText } from './analyse-text.ts';
import type { VoicePorts } from './ports.ts';
import { readNewest, textQuestions, unitsMax } from './read-responses.ts';
import type { VoiceLanguage } from './script.ts';
import { modelVersion } from './sentiment-model.ts';
import { type SpokenText, textOfFeedback, textsOfResponse } from './spoken-text.ts';
import { type ReadText, type ThemeFigures, themeFigures } from './theme-figures.ts';
import { wholeWeeks } from './whole-weeks.ts';

/** Texts that one answer reads, the newest: what a function reads and analyses within seconds. */
export const textsMax = 2_000;
/** Responses and items looked at for them. */
const examinedMax = 10_000;

export interface ThemesQuery extends Window {
  /** Its free text; without it what was said outside surveys. */
  readonly surveyId?: string | undefined;
  readonly channel?: string | undefined;
  readonly language?: VoiceLanguage | undefined;
}

export interface ThemeReport {
  /** Texts that were counted. */
  readonly of: number;
  /** False where older texts of the window were not read. */
  readonly complete: boolean;
  readonly shielded: boolean;
  readonly modelVersion: string;
  readonly themes: readonly ThemeFigures[];
}

interface Reading {
  readonly texts: readonly ReadText[];
  readonly complete: boolean;
}

const read = (texts: readonly SpokenText[], query: ThemesQuery): readonly ReadText[] =>
  texts
    .filter(({ channel }) => query.channel === undefined || channel === query.channel)
    .flatMap((spoken) => {
      const analysis = analyseText(spoken.text);
      if (!analysis) return [];
      const isWanted = query.language === undefined || analysis.language === query.language;
      return isWanted ? [{ ...spoken, analysis }] : [];
    });

const isShielded = ({ definition }: Survey): boolean => definition.mode !== 'identified';

/** The texts of a survey in a range of days. */
const readSurvey = async (
  { responses, dayOf }: VoicePorts,
  { survey, days, query, now }: Asked & { readonly survey: PublishedSurvey },
): Promise<Reading> => {
  const questions = textQuestions(survey);
  const found = await readNewest(
    responses,
    { survey, days },
    (some) =>
      some.length >= examinedMax ||
      some.reduce((sum, one) => sum + textsOfResponse(one, questions).length, 0) >= textsMax,
  );
  const texts = found.responses.flatMap((response) => textsOfResponse(response, questions));
  const dated = texts.map((text) => ({ ...text, responseId: text.source.id }));
  const shown = isShielded(survey)
    ? wholeWeeks(dated, { survey, days, now, dayOf, cutAt: found.cutAt })
    : texts.slice(0, textsMax);
  const complete = found.cutAt === null && (isShielded(survey) || texts.length <= textsMax);
  return { texts: read(shown, query), complete };
};

interface Asked {
  readonly days: DayRange;
  readonly query: ThemesQuery;
  readonly now: Instant;
}

/** What was said outside surveys in a range of days. */
const readFeedback = async (
  { feedback, dayOf, zone }: VoicePorts,
  { days, query }: Asked,
): Promise<Reading> => {
  const window = { from: dayToDate(days.from), to: dayToDate(days.to) };
  const bounds = boundsOf(window, zone());
  if (!bounds.ok) return { texts: [], complete: true };
  const texts: SpokenText[] = [];
  let [examined, units] = [0, 0];
  for await (const { feedback: item } of feedback.walk(bounds.value)) {
    if (texts.length >= textsMax || examined >= examinedMax || units >= unitsMax)
      return { texts: read(texts, query), complete: false };
    examined += 1;
    for (const spoken of textOfFeedback(item, dayOf(item.content.occurredAt))) {
      texts.push(spoken);
      units += spoken.text.length;
    }
  }
  return { texts: read(texts, query), complete: true };
};

/** Feedback has no first day of its own: without `from`, what reaches back so far is read. */
const feedbackDays = 365;

const feedbackRange = ({ from, to }: Window, today: Day): DayRange => {
  const last = to === undefined ? today : dateToDay(to);
  return { from: from === undefined ? last - feedbackDays + 1 : dateToDay(from), to: last };
};

const reportOf = async (
  readDays: (days: DayRange) => Promise<Reading>,
  { days, query, survey }: Omit<Asked, 'now'> & { readonly survey: Survey | null },
): Promise<ThemeReport> => {
  const { texts, complete } = await readDays(days);
  const before = query.from === undefined ? null : await readDays(windowBefore(days));
  const shielded = survey !== null && isShielded(survey);
  return {
    of: texts.length,
    complete,
    shielded,
    modelVersion,
    themes: themeFigures(texts, {
      before: before?.complete ? before.texts : null,
      isShielded: shielded,
      cites: survey?.definition.mode !== 'confidential',
    }),
  };
};

/** Filters that a shielded survey refuses: what two filters leave over could be one person. */
const filtersOf = (query: ThemesQuery) =>
  (['channel', 'language'] as const)
    .filter((name) => query[name] !== undefined)
    .map((name) => ({
      pointer: `?${name}`,
      code: 'shielded',
      message: 'Answers of a confidential or anonymous survey are not told apart',
    }));

/** Themes of the free text of a survey, or of what was said outside surveys. */
export const readThemes =
  (ports: VoicePorts) =>
  async (query: ThemesQuery, now: Instant): Promise<Result<ThemeReport>> => {
    const checked = checkWindow(query);
    if (!checked.ok) return checked;
    const { surveyId } = query;
    if (surveyId === undefined) {
      const days = feedbackRange(query, ports.dayOf(now));
      const inDays = (range: DayRange) => readFeedback(ports, { days: range, query, now });
      return ok(await reportOf(inDays, { days, query, survey: null }));
    }
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    const errors = isShielded(survey) ? filtersOf(query) : [];
    if (errors.length > 0) return fail('invalid_request', { errors });
    const none = { of: 0, complete: true, shielded: isShielded(survey), modelVersion, themes: [] };
    if (!isPublished(survey)) return ok(none);
    const days = answerDays(survey, query, ports.dayOf, now);
    const inDays = (range: DayRange) => readSurvey(ports, { survey, days: range, query, now });
    return ok(await reportOf(inDays, { days, query, survey }));
  };
