import * as z from 'zod';
import { DynamoRefusal, type DynamoUpstream } from './dynamodb-upstream.ts';
import { type JsonObject, parseAs } from './json.ts';
import type { ResolvedTemplate, Resource } from './template.ts';

const Properties = z.object({
  KeySchema: z.array(z.json()),
  AttributeDefinitions: z.array(z.json()),
  GlobalSecondaryIndexes: z.array(z.looseObject({})).optional(),
  LocalSecondaryIndexes: z.array(z.looseObject({})).optional(),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string(), Enabled: z.boolean().default(true) })
    .optional(),
});

/** A table of the template as it stands in DynamoDB Local. */
export type LocalTable = { id: string; name: string; arn: string; streamArn: string | undefined };

export function tableResources(template: ResolvedTemplate): Resource[] {
  return ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap(template.ofType);
}

/** Creates the template's tables where they do not exist yet (a data directory may have them). */
export async function createTables(
  template: ResolvedTemplate,
  upstream: DynamoUpstream,
): Promise<LocalTable[]> {
  const made: LocalTable[] = [];
  for (const table of tableResources(template)) made.push(await createTable(table, upstream));
  return made;
}

async function createTable(resource: Resource, upstream: DynamoUpstream): Promise<LocalTable> {
  const { id, name, arn } = resource;
  const settings = parseAs(Properties, resource.properties, `Table ${id}`);
  try {
    await upstream.call('DynamoDB_20120810.CreateTable', createInput(name, settings));
  } catch (error) {
    if (!(error instanceof DynamoRefusal && error.code === 'ResourceInUseException')) throw error;
  }
  await switchOnExpiry(name, settings, upstream);
  const { Table } = await upstream.call('DynamoDB_20120810.DescribeTable', { TableName: name });
  const streamArn = z.object({ LatestStreamArn: z.string().optional() }).parse(Table);
  return { id, name, arn, streamArn: streamArn.LatestStreamArn };
}

function createInput(name: string, settings: z.infer<typeof Properties>): JsonObject {
  const { StreamSpecification, GlobalSecondaryIndexes, LocalSecondaryIndexes } = settings;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: settings.KeySchema,
    AttributeDefinitions: settings.AttributeDefinitions,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(indexInput),
    }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(indexInput) }),
    ...(StreamSpecification && {
      StreamSpecification: {
        StreamEnabled: true,
        StreamViewType: StreamSpecification.StreamViewType,
      },
    }),
  };
}

/** Only what CreateTable knows: the template also carries settings of monitoring and scaling. */
function indexInput(index: object): JsonObject {
  const Index = z.object({ IndexName: z.string(), KeySchema: z.json(), Projection: z.json() });
  return Index.parse(index);
}

async function switchOnExpiry(
  name: string,
  { TimeToLiveSpecification }: z.infer<typeof Properties>,
  upstream: DynamoUpstream,
): Promise<void> {
  if (TimeToLiveSpecification === undefined) return;
  try {
    await upstream.call('DynamoDB_20120810.UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification,
    });
  } catch (error) {
    // It is on already in a data directory of an earlier start.
    if (!(error instanceof DynamoRefusal && error.code === 'ValidationException')) throw error;
  }
}
