import { DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCdnow } from '../reference/cdnow-data.ts';
import { type Deployment, deploy } from '../support/deployment.ts';
import { type CdnowFile, openCdnowFile, scoreAsOf, scorecardsAsOf } from './cdnow/import-cdnow.ts';

const asOf = '1997-09-30';

const expectParameters = (
  actual: Readonly<Record<string, number>> | undefined,
  published: Readonly<Record<string, number>>,
  relative: number,
) => {
  for (const [name, value] of Object.entries(published)) {
    const error = Math.abs((actual?.[name] ?? Number.NaN) / value - 1);
    expect(error, `${name} is ${actual?.[name]}, published ${value}`).toBeLessThan(relative);
  }
};

/** Purchases in all ledgers, counted past the functions. */
const countPurchases = async ({ runtime }: Deployment): Promise<number> => {
  const client = new DynamoDBClient({
    endpoint: runtime.dynamoDbEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: runtime.databaseKey, secretAccessKey: 'counting' },
  });
  const [table] = runtime.tables.filter(({ id }) => id.startsWith('eventsTable'));
  let [count, from]: [number, ScanCommandOutput['LastEvaluatedKey']] = [0, undefined];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: table?.name,
        Select: 'COUNT',
        FilterExpression: '#type = :purchase',
        ExpressionAttributeNames: { '#type': 'type' },
        ExpressionAttributeValues: { ':purchase': { S: 'purchase' } },
        ExclusiveStartKey: from,
      }),
    );
    count += page.Count ?? 0;
    from = page.LastEvaluatedKey;
  } while (from);
  client.destroy();
  return count;
};

describe.skipIf(!hasCdnow)(
  'the CDNOW sample through the command line (skipped without ../shared/data)',
  () => {
    let suite: Deployment;
    let file: CdnowFile;
    beforeAll(async () => {
      suite = await deploy({ currency: 'USD', zone: 'UTC' });
      file = await openCdnowFile();
    }, 180_000);
    afterAll(async () => {
      await suite?.stop();
      await file?.remove();
    });

    it('stores each of the 6,919 rows, and each once', async () => {
      expect(await file.importTo(suite.url)).toMatchObject({ code: 0 });
      // A busy machine may answer 503 to a batch that it stores: sent again, its rows are repeated.
      const { stored = 0, repeated = 0, ...others } = await file.outcomes();
      expect(others).toEqual({});
      expect(stored + repeated).toBe(6_919);
      expect(await countPurchases(suite)).toBe(6_919);
      expect(await file.importTo(suite.url)).toMatchObject({ code: 0 });
      expect(await file.outcomes()).toEqual({ repeated: 6_919 });
      expect(await countPurchases(suite)).toBe(6_919);
    });

    /** Fader, Hardie and Lee (2005); Fader and Hardie (2013). */
    it('fits the published parameters as of the end of the calibration', async () => {
      // The published sum is that of BG/NBD; left to itself the fit takes what predicts best.
      const { body: settings, headers } = await suite.client.getScoringSettings({});
      const { version: _, ...policy } = settings;
      await suite.client.putScoringSettings({
        headers: { 'if-match': headers.get('etag') ?? '' },
        body: { ...policy, models: { transactions: 'bg-nbd' } },
      });
      const { code, output } = await scoreAsOf(suite.url, asOf);
      expect(code).toBe(0);
      const version = /Model (mdl_\w+) on 2357 customers: promoted/.exec(output)?.[1] ?? '';
      const { body: model } = await suite.client.getModel({ params: { version } });
      const { transactions, spend } = model;
      expect(transactions?.model).toBe('bg-nbd');
      const bgNbd = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
      expectParameters(transactions?.parameters, bgNbd, 1e-4);
      expect(transactions?.logLikelihood).toBeGreaterThanOrEqual(-9582.43);
      expectParameters(spend?.parameters, { p: 6.24935, q: 3.74426, gamma: 15.4443 }, 1e-4);
    });

    it('gives 2,357 scorecards whose expected purchases add up to 1,653.4', async () => {
      const cards = [...(await scorecardsAsOf(suite.client, asOf)).values()];
      expect(cards).toHaveLength(2_357);
      const sum = cards.reduce((total, card) => total + (card.expectedPurchases?.mean ?? 0), 0);
      expect(sum).toBeCloseTo(1653.4, 1);
      expect(new Set(cards.map(({ expectedPurchases }) => expectedPurchases?.horizonDays))).toEqual(
        new Set([273]),
      );
    });
  },
);
