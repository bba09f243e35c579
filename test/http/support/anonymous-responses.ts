import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { readAnonymousItem } from '../../../lib/adapters/dynamodb/response-item.ts';
import type { Response } from '../../../lib/surveys/response.ts';

/** What is stored of an anonymous survey: staff see less, and later. */
export const anonymousResponses = async (
  {
    documents,
    names,
  }: { readonly documents: DynamoDBDocumentClient; readonly names: { readonly events: string } },
  surveyId: string,
): Promise<readonly Response[]> => {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: names.events }));
  return Items.filter(({ type, survey }) => type === 'anonymous' && survey === surveyId).map(
    readAnonymousItem,
  );
};
