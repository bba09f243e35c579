import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { entryFiles, entrySource } from '../../infra/bundle-entries.ts';
import { functionRows } from '../../lib/contract/function-rows.ts';
import { type Route, route } from '../../lib/contract/route.ts';
import { routeRows } from '../../lib/contract/routes.ts';
import { type Deployed, deployed, grants, record } from './deployed.ts';

const none = z.strictObject({});

const planted = route({
  id: 'plantTree',
  method: 'POST',
  path: '/v1/trees/{treeId}/plant',
  group: 'meta',
  scopes: ['settings:write'],
  summary: { en: 'Plant a tree', zh: '种一棵树' },
  params: z.strictObject({ treeId: z.string() }),
  query: none,
  replies: { 204: { description: 'Planted' } },
  replay: 'body',
  failures: [],
  access: [{ table: 'scores', index: 'byTier', actions: ['Query'] }],
  uses: ['secret', 'publicUrl'],
});

const plantedOpen = route({
  id: 'lookAtTree',
  method: 'GET',
  path: '/t/{treeId}',
  group: 'public',
  scopes: 'public',
  summary: { en: 'Look at a tree', zh: '看一棵树' },
  params: z.strictObject({ treeId: z.string() }),
  query: none,
  replies: { 200: { description: 'The tree' } },
  failures: [],
  access: [],
});

const routes: readonly Route[] = [...routeRows, planted, plantedOpen];

describe('a row added to the contract', () => {
  let deployment: Deployed;

  beforeAll(async () => {
    deployment = await deployed({ routes });
  });

  const routeResource = (key: string) =>
    deployment
      .find('AWS::ApiGatewayV2::Route')
      .find(({ properties }) => properties['RouteKey'] === key);

  it('becomes a route of the staff API behind the authorizer', () => {
    expect(routeResource('POST /v1/trees/{treeId}/plant')?.properties).toMatchObject({
      AuthorizationType: 'JWT',
    });
  });

  it('becomes a route and a preflight of the public API where it is public', () => {
    expect(routeResource('GET /t/{treeId}')?.id).toMatch(/^ApisPublic/);
    expect(routeResource('OPTIONS /t/{treeId}')?.id).toMatch(/^ApisPublic/);
  });

  it('becomes an entry of its group router, from the file of its name', () => {
    const meta = functionRows(routes).find(({ name }) => name === 'meta');
    if (meta === undefined) throw new Error('no meta function');
    expect(entrySource(meta)).toContain(
      "import { handle as plantTree } from './functions/http/meta/plant-tree.ts';",
    );
    expect(entrySource(meta)).toMatch(/serve\('meta', \{[^}]*\bplantTree\b[^}]*\}/);
    expect(entryFiles(meta)).toContain('functions/http/meta/plant-tree.ts');
  });

  it('becomes grants and variables of its function, idempotency included', () => {
    const role = grants(deployment).filter(({ role: id }) => id.startsWith('<MetaFunctionRole'));
    const actions = role.flatMap((grant) => grant.actions);
    expect(actions).toEqual(
      expect.arrayContaining([
        'dynamodb:Query',
        'secretsmanager:GetSecretValue',
        'dynamodb:PutItem',
      ]),
    );
    const meta = deployment
      .find('AWS::Lambda::Function')
      .find(({ properties }) => properties['Description'] === 'clientele meta');
    const { Variables } = record(meta?.properties['Environment']);
    expect(Object.keys(record(Variables))).toEqual(
      expect.arrayContaining(['TABLE_SCORES', 'TABLE_CONTROL', 'SECRET_ID', 'PUBLIC_URL']),
    );
  });
});
