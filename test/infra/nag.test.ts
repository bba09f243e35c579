import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, it } from 'vitest';
import { parseParameters } from '../../infra/parameters.ts';
import { addStacks } from '../../infra/stacks/deployment.ts';
import { functionRows } from '../../lib/contract/function-rows.ts';
import { routeRows } from '../../lib/contract/routes.ts';

const findings = (app: App): readonly string[] =>
  new AwsSolutionsChecks()
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );

const folder = mkdtempSync(join(tmpdir(), 'clientele-nag-'));
const code = join(folder, 'code');
mkdirSync(code);
writeFileSync(join(code, 'index.mjs'), '');
afterAll(() => rmSync(folder, { recursive: true }));

const deployment = (context: Record<string, unknown>): App => {
  const app = new App({ outdir: join(folder, 'out') });
  const parameters = parseParameters({ currency: 'EUR', zone: 'Europe/Berlin', ...context });
  const directories = new Map(functionRows(routeRows).map(({ name }) => [name, code]));
  addStacks(app, { parameters, routes: routeRows, directories });
  return app;
};

it.each([
  ['with a user pool', {}],
  ['with sign-in pages', { signInDomain: 'shop', callbackUrls: 'https://a.example/back' }],
  ['with an issuer', { issuer: 'https://id.example', audience: 'clientele' }],
])('leaves cdk-nag nothing to find in a deployment %s', (_, context) => {
  expect(findings(deployment(context))).toEqual([]);
});

it('would show a finding that nobody explained', () => {
  const app = new App();
  new Bucket(new Stack(app, 'Planted'), 'Open');
  expect(findings(app)).toContain('AwsSolutions-S10 Planted/Open/Resource');
});
