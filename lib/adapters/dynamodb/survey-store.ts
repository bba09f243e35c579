import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SurveyStore } from '../../surveys/ports.ts';
import type { Survey } from '../../surveys/survey.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import { readSurveyItem, surveyItem } from './survey-item.ts';
import { listSurveys } from './survey-list.ts';

/** Survey definitions in the control table. */
export const surveyStore = (database: Database): SurveyStore => ({
  insert: (survey) => putIf(database, survey, { ConditionExpression: 'attribute_not_exists(pk)' }),
  find: (surveyId) => find(database, surveyId),
  replace: (survey, version) =>
    putIf(database, survey, {
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': version },
    }),
  list: (query) => listSurveys(database, query),
});

const find = async ({ client, table }: Database, id: string): Promise<Survey | undefined> => {
  const { Item } = await client.send(
    new GetCommand({
      TableName: table('control'),
      Key: controlKeys.survey(id),
      ConsistentRead: true,
    }),
  );
  return Item && readSurveyItem(Item);
};

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const putIf = async (
  { client, table }: Database,
  survey: Survey,
  condition: Condition,
): Promise<boolean> => {
  try {
    await patiently(() =>
      client.send(
        new PutCommand({ TableName: table('control'), Item: surveyItem(survey), ...condition }),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
