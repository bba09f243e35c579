import type { Day } from '../shared/time.ts';
import { dateToDay } from '../shared/time.ts';
import type { DayRange, ResponseReader } from '../surveys/ports.ts';
import type { Response } from '../surveys/response.ts';
import type { PublishedSurvey } from '../surveys/survey.ts';

/** Responses of one page: the fewer pages, the fewer round trips; a page stays below DynamoDB's 1 MB a shard. */
const pageLength = 500;

export interface BoundedReading {
  /** Newest day first. */
  readonly responses: readonly Response[];
  /** The day of the last one, where there are more that were not read. */
  readonly cutAt: Day | null;
}

/** The newest responses of a range of days, until `isEnough`. */
export const readNewest = async (
  reader: Pick<ResponseReader, 'list'>,
  { survey, days }: { readonly survey: PublishedSurvey; readonly days: DayRange },
  isEnough: (responses: readonly Response[]) => boolean,
): Promise<BoundedReading> => {
  const responses: Response[] = [];
  if (days.from > days.to) return { responses, cutAt: null };
  const { mode } = survey.definition;
  let after: string | undefined;
  do {
    const query = { surveyId: survey.id, mode, days, limit: pageLength, after };
    const page = await reader.list(query);
    responses.push(...page.items);
    after = page.next;
  } while (after !== undefined && !isEnough(responses));
  const last = responses.at(-1);
  return { responses, cutAt: after === undefined || !last ? null : dateToDay(last.day) };
};
