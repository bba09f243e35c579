import type { Day } from '../shared/time.ts';
import { dateToDay } from '../shared/time.ts';
import { askedEver } from '../surveys/asked-ever.ts';
import type { DayRange, ResponseReader } from '../surveys/ports.ts';
import type { Response } from '../surveys/response.ts';
import type { PublishedSurvey } from '../surveys/survey.ts';
import { textsOfResponse } from './spoken-text.ts';

/** Responses of one page: the fewer pages, the fewer round trips; a page stays below DynamoDB's 1 MB a shard. */
const pageLength = 500;

/** UTF-16 units of texts that one window reads, the newest: a function analyses so many within seconds. */
export const unitsMax = 1_000_000;

export interface BoundedReading {
  /** Newest day first. */
  readonly responses: readonly Response[];
  /** The day of the last one, where there are more that were not read. */
  readonly cutAt: Day | null;
}

/** The ids of the questions that ask, or asked, for text. */
export const textQuestions = (survey: PublishedSurvey): ReadonlySet<string> =>
  new Set(
    askedEver(survey)
      .filter(({ type }) => type === 'text')
      .map(({ id }) => id),
  );

/** The newest responses of a range of days, until `isEnough`, or until their texts are too long to read more. */
export const readNewest = async (
  reader: Pick<ResponseReader, 'list'>,
  { survey, days }: { readonly survey: PublishedSurvey; readonly days: DayRange },
  isEnough: (responses: readonly Response[]) => boolean,
): Promise<BoundedReading> => {
  const responses: Response[] = [];
  if (days.from > days.to) return { responses, cutAt: null };
  const { mode } = survey.definition;
  const room = textRoom(textQuestions(survey));
  let after: string | undefined;
  let isMore = true;
  while (isMore && room.isLeft() && !isEnough(responses)) {
    const query = { surveyId: survey.id, mode, days, limit: pageLength, after };
    const { items, next } = await reader.list(query);
    const taken = room.take(items);
    responses.push(...taken);
    after = next;
    isMore = next !== undefined || taken.length < items.length;
  }
  const last = responses.at(-1);
  return { responses, cutAt: isMore && last ? dateToDay(last.day) : null };
};

/** Takes responses as long as the texts before them have left room. */
const textRoom = (questions: ReadonlySet<string>) => {
  let units = 0;
  const isLeft = () => units < unitsMax;
  const take = (items: readonly Response[]): readonly Response[] => {
    const taken: Response[] = [];
    for (const response of items) {
      if (!isLeft()) break;
      taken.push(response);
      for (const { text } of textsOfResponse(response, questions)) units += text.length;
    }
    return taken;
  };
  return { isLeft, take };
};
