import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { SurveyDefinition } from '../../surveys/survey.ts';
import type {
  SurveyRevision,
  SurveyVersion,
  SurveyVersionStore,
} from '../../surveys/survey-versions.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import { surveyItem } from './survey-item.ts';
import { transact } from './transact.ts';

/** Schema number of revisions and superseded versions; readers upcast older ones. */
export const surveyVersionSchema = 1;

const members = {
  _v: z.literal(surveyVersionSchema),
  surveyId: z.string(),
  definition: SurveyDefinition,
};

const RevisionItem = z.object({
  ...members,
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const VersionItem = z.object({
  ...members,
  surveyVersion: z.int(),
  publishedAt: z.string(),
  supersededAt: z.string(),
});

const revisionItem = (revision: SurveyRevision): Record<string, unknown> => ({
  ...controlKeys.surveyRevision(revision.surveyId),
  _v: surveyVersionSchema,
  ...revision,
});

const versionItem = (version: SurveyVersion): Record<string, unknown> => ({
  ...controlKeys.surveyVersion(version.surveyId, version.surveyVersion),
  _v: surveyVersionSchema,
  ...version,
});

/** Revisions and superseded versions of surveys, beside their definition in the control table. */
export const surveyVersionStore = (database: Database): SurveyVersionStore => ({
  findRevision: async (surveyId) => {
    const item = await find(database, controlKeys.surveyRevision(surveyId));
    if (!item) return undefined;
    const { _v, ...revision } = RevisionItem.parse(item);
    return revision;
  },
  putRevision: (revision, over) => putRevision(database, revision, over),
  dropRevision: (surveyId, version) => dropRevision(database, surveyId, version),
  publish: (step) => publish(database, step),
  findVersion: async (surveyId, surveyVersion) => {
    const item = await find(database, controlKeys.surveyVersion(surveyId, surveyVersion));
    if (!item) return undefined;
    const { _v, ...version } = VersionItem.parse(item);
    return version;
  },
});

const find = async (
  { client, table }: Database,
  key: Record<string, string>,
): Promise<Record<string, unknown> | undefined> => {
  const command = new GetCommand({ TableName: table('control'), Key: key, ConsistentRead: true });
  return (await client.send(command)).Item;
};

/** That an item still has the version that was read. */
const unchanged = (version: number) => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version },
});

const absent = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Whether a conditional write was taken; one that meets the transaction of a publication waits for it. */
const isTaken = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await patiently(write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const putRevision = (
  { client, table }: Database,
  revision: SurveyRevision,
  over: number | undefined,
): Promise<boolean> =>
  isTaken(() =>
    client.send(
      new PutCommand({
        TableName: table('control'),
        Item: revisionItem(revision),
        ...(over === undefined ? absent : unchanged(over)),
      }),
    ),
  );

const dropRevision = (
  { client, table }: Database,
  surveyId: string,
  version: number,
): Promise<boolean> =>
  isTaken(() =>
    client.send(
      new DeleteCommand({
        TableName: table('control'),
        Key: controlKeys.surveyRevision(surveyId),
        ...unchanged(version),
      }),
    ),
  );

const publish = async (
  database: Database,
  { next, over, superseded, revision }: Parameters<SurveyVersionStore['publish']>[0],
): Promise<boolean> => {
  const TableName = database.table('control');
  const outcome = await transact(database, [
    { Put: { TableName, Item: surveyItem(next), ...unchanged(over.version) } },
    { Put: { TableName, Item: versionItem(superseded), ...absent } },
    {
      Delete: {
        TableName,
        Key: controlKeys.surveyRevision(revision.surveyId),
        ...unchanged(revision.version),
      },
    },
  ]);
  return outcome.committed;
};
