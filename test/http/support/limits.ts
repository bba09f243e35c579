import { limitStore } from '../../../lib/adapters/dynamodb/limit-store.ts';
import { database } from '../../../lib/app/base.ts';
import { type Limit, linkLimit, surveyLimit, windowAt } from '../../../lib/surveys/abuse/limits.ts';

const exhaust = async (limit: Limit, of: string): Promise<void> => {
  const window = windowAt(limit, new Date().toISOString());
  await limitStore(database).count({ limit, window, of }, limit.quota);
};

/** As if a personal link had failed thirty times in this window. */
export const exhaustLink = (token: string): Promise<void> =>
  exhaust(linkLimit, `inv_${token.split('.')[1]?.slice(0, 26)}`);

/** As if a survey had taken all open answers of this hour. */
export const exhaustSurvey = (surveyId: string): Promise<void> => exhaust(surveyLimit(), surveyId);
