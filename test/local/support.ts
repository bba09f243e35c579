import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { type JsonObject, parseObject } from '../../infra/local/json.ts';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../infra/local/runtime.ts';
import { type FixtureTemplate, fixtureAssets, fixtureTemplate } from './fixtures/template.ts';

/** What the runtime logged, for tests that look at it. */
export type FixtureRuntime = Runtime & {
  lines: string[];
  /** Calls an action of the fixture's public function. */
  act: (action: string, body?: object) => Promise<{ status: number; body: JsonObject }>;
};

/** Serves the fixture on the test run's DynamoDB Local, under table names of its own. */
export async function startFixture(
  change: (template: FixtureTemplate) => void = () => undefined,
  options: Partial<RuntimeOptions> = {},
): Promise<FixtureRuntime> {
  const template = fixtureTemplate();
  change(template);
  const lines: string[] = [];
  const runtime = await startRuntime({
    templates: [{ template }],
    assetsDir: fixtureAssets,
    ...(options.dataDir === undefined && {
      dynamoDbEndpoint: inject('dynamoDbEndpoint'),
      databaseKey: randomUUID().slice(0, 8),
    }),
    retryDelayMs: 10,
    log: (line) => lines.push(line),
    ...options,
  });
  return {
    ...runtime,
    lines,
    act: async (action, body = {}) => {
      const response = await fetch(`${runtime.url}/open/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: JSON.parse(text === '' ? 'null' : text) };
    },
  };
}

/** The JSON object that a response carries. */
export async function jsonOf(response: Promise<Response>): Promise<JsonObject> {
  return parseObject(await (await response).text());
}

/** Serves a changed fixture for one test. */
export async function startForTest(
  change: (template: FixtureTemplate) => void,
  options: Partial<RuntimeOptions> = {},
): Promise<FixtureRuntime> {
  const runtime = await startFixture(change, options);
  onTestFinished(runtime.stop);
  return runtime;
}
