import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { handle as getModel } from '../../../functions/http/scores/get-model.ts';
import { handle as getRun } from '../../../functions/http/scores/get-run.ts';
import { handle as getScorecard } from '../../../functions/http/scores/get-scorecard.ts';
import { handle as getScoringSettings } from '../../../functions/http/scores/get-scoring-settings.ts';
import { handle as listModels } from '../../../functions/http/scores/list-models.ts';
import { handle as listRuns } from '../../../functions/http/scores/list-runs.ts';
import { handle as listScoringVersions } from '../../../functions/http/scores/list-scoring-versions.ts';
import { handle as putScoringSettings } from '../../../functions/http/scores/put-scoring-settings.ts';
import { handle as scoreCustomer } from '../../../functions/http/scores/score-customer.ts';
import { handle as startRun } from '../../../functions/http/scores/start-run.ts';
import { newScoreItem } from '../../../lib/adapters/dynamodb/score-item.ts';
import { models } from '../../../lib/app/versions.ts';
import { foldLedger } from '../../../lib/events/fold.ts';
import type { ModelDecision, ModelRecord } from '../../../lib/runs/model-record.ts';
import { fitModelVersion } from '../../../lib/scoring/fit-model.ts';
import { defaultPolicy } from '../../../lib/scoring/policy/policy.ts';
import { dateToDay } from '../../../lib/shared/time.ts';
import { openShop, type Purchases, purchaseEvent, smallShop } from '../../jobs/support/shop.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { type TestApi, testApi } from './api.ts';
import { newReached, type Reached } from './reached.ts';

const handlers = [
  getScorecard,
  scoreCustomer,
  startRun,
  listRuns,
  getRun,
  listModels,
  getModel,
  getScoringSettings,
  listScoringVersions,
  putScoringSettings,
];

/** Noon in Shanghai on 2026-03-02. */
export const noon = Date.parse('2026-03-02T04:00:00.000Z');

/** What Step Functions was asked to start. */
export interface Started {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface ScoresApi extends TestApi {
  readonly reached: Reached;
  readonly environment: () => TestEnvironment;
  readonly started: readonly Started[];
  /** What the route's clock shows; it moves when a test sets it. */
  readonly clock: { nowMs: number };
  /** Makes Step Functions answer the next calls with an error. */
  readonly failStarts: (count: number) => void;
  readonly shop: (customers: Purchases) => Promise<void>;
  readonly erased: (customerId: string) => Promise<void>;
  /** Fits a model on a made-up shop as of a date and stores it. */
  readonly fit: (asOf: string, decision?: ModelDecision) => Promise<ModelRecord>;
}

/** Step Functions as far as StartExecution: a name is started once. */
const stepFunctions = () => {
  const started: Started[] = [];
  let failures = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { name, input } = JSON.parse(text);
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      if (failures > 0) {
        failures -= 1;
        response.statusCode = 400;
        response.end(JSON.stringify({ __type: 'StateMachineDeleting', message: 'no' }));
      } else if (started.some((execution) => execution.name === name)) {
        response.statusCode = 400;
        response.end(JSON.stringify({ __type: 'ExecutionAlreadyExists', message: name }));
      } else {
        started.push({ name, input: JSON.parse(input) });
        response.end(JSON.stringify({ executionArn: `arn:${name}`, startDate: 0 }));
      }
    });
  });
  const fail = (count: number) => {
    failures = count;
  };
  return { server, started, fail };
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  return `http://127.0.0.1:${port}`;
};

/** The routes of scores on tables of this test file's own, with a Step Functions on loopback. */
export const scoresApi = (): ScoresApi => {
  const reached = newReached();
  const clock = { nowMs: noon };
  const night = stepFunctions();
  let environment: TestEnvironment | undefined;
  const open = () => {
    if (!environment) throw new Error('the environment opens in beforeAll');
    return environment;
  };
  beforeAll(async () => {
    environment = await openEnvironment({
      AWS_ENDPOINT_URL_SFN: await listen(night.server),
      NIGHT_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:night',
    });
  });
  afterAll(async () => {
    night.server.close();
    night.server.closeAllConnections();
    await environment?.close();
  });
  return {
    ...testApi('scores', handlers, { reached, clock: () => clock.nowMs }),
    reached,
    environment: open,
    started: night.started,
    clock,
    failStarts: night.fail,
    shop: (customers) => openShop(open().tables, customers),
    erased: async (customerId) => {
      const { documents, names } = open().tables;
      const item = { ...newScoreItem(customerId), st: 'erased' };
      await documents.send(new PutCommand({ TableName: names.scores, Item: item }));
    },
    fit: storeModel,
  };
};

export const storeModel = async (
  asOf: string,
  decision: ModelDecision = 'promoted',
): Promise<ModelRecord> => {
  const sample = [...smallShop(200, asOf)].map(
    ([id, purchases]) =>
      foldLedger(purchases.map((purchase, index) => purchaseEvent(id, purchase, index))).statistics,
  );
  const model = fitModelVersion(decision === 'rejected' ? [] : sample, {
    day: dateToDay(asOf),
    policy: defaultPolicy,
    policyVersion: 1,
    currency: 'CNY',
    fittedAt: '2026-03-01T00:00:00.000Z',
  });
  return models.save({
    version: model.version,
    dataEnd: model.dataEnd,
    decision,
    reason: 'a test',
    runId: 'run_20260301',
    createdAt: model.fittedAt,
    model,
  });
};
