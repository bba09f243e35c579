import { beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../lib/contract/access.ts';
import { functionRows } from '../../lib/contract/function-rows.ts';
import { routeRows } from '../../lib/contract/routes.ts';
import {
  type Deployed,
  deployed,
  exported,
  type Found,
  grants,
  plain,
  record,
} from './deployed.ts';

const rows = functionRows(routeRows);
let deployment: Deployed;

beforeAll(async () => {
  deployment = await deployed();
});

const lambdaOf = (name: string): Found => {
  const found = deployment
    .find('AWS::Lambda::Function')
    .find(({ properties }) => properties['Description'] === `clientele ${name}`);
  if (found === undefined) throw new Error(`No function is described as ${name}`);
  return found;
};

const roleOf = (name: string): string =>
  plain(deployment, lambdaOf(name).properties['Role']).replace('.Arn>', '>');

/** `customers` or `customers/index/byList` of `<customersTable9F03A68F.Arn>/index/byList`. */
const tableResource = (resource: string): string =>
  resource.replace(/^<(customers|events|scores|control)Table\w+\.Arn>/, '$1');

const tableGrants = (role: string): readonly string[] =>
  grants(deployment)
    .filter((grant) => grant.role === role)
    .flatMap(({ actions, resources }) =>
      actions
        .filter((action) => action.startsWith('dynamodb:') && !/Stream|Shard|Records/.test(action))
        .flatMap((action) => resources.map((resource) => `${action} ${tableResource(resource)}`)),
    )
    .sort();

const contractGrants = (access: readonly Access[]): readonly string[] =>
  access
    .flatMap(({ table, index, actions }) =>
      actions.map(
        (action) => `dynamodb:${action} ${index === undefined ? table : `${table}/index/${index}`}`,
      ),
    )
    .sort();

describe('grants', () => {
  it.each(rows)('of $name on tables are exactly those of the contract', ({ name, access }) => {
    expect(tableGrants(roleOf(name))).toEqual(contractGrants(access));
  });

  it.each(rows)('and variables of $name name the same resources', ({ name, access, uses }) => {
    const { Variables = {} } = record(lambdaOf(name).properties['Environment'] ?? {});
    const tables = new Set(access.map(({ table }) => `TABLE_${table.toUpperCase()}`));
    const business = access.length > 0 ? ['CURRENCY', 'ZONE'] : [];
    const used = {
      secret: ['SECRET_ID'],
      bus: ['BUS_NAME'],
      night: ['NIGHT_ARN'],
      publicUrl: ['PUBLIC_URL'],
      mailFrom: ['MAIL_FROM'],
      mail: [],
    };
    const expected = [...tables, ...business, ...uses.flatMap((use) => used[use])];
    expect(Object.keys(record(Variables)).sort()).toEqual(expected.sort());
  });

  it('never allow all resources, except where AWS knows no resource', () => {
    const everywhere = grants(deployment).filter(({ resources }) => resources.includes('*'));
    const actions = new Set(everywhere.flatMap((grant) => grant.actions));
    expect([...actions].filter((action) => !/^(xray|logs):/.test(action))).toEqual([
      'dynamodb:ListStreams',
    ]);
  });

  it('never hold a wildcard for actions, tables or indexes', () => {
    for (const { actions, resources } of grants(deployment)) {
      expect(actions.filter((action) => action.includes('*'))).toEqual([]);
      expect(resources.filter((resource) => /Table\w+\.Arn.*\*/.test(resource))).toEqual([]);
    }
  });

  it('let only the user of the secret read it', () => {
    const readers = grants(deployment)
      .filter(({ actions }) => actions.includes('secretsmanager:GetSecretValue'))
      .map(({ role }) => role);
    const users = rows
      .filter(({ uses }) => uses.includes('secret'))
      .map(({ name }) => roleOf(name));
    expect(readers.sort()).toEqual(users.sort());
  });

  it('stand on no managed policy', () => {
    for (const { properties } of deployment.find('AWS::IAM::Role'))
      expect(properties['ManagedPolicyArns']).toBeUndefined();
  });
});

it('follows references between stacks to something that exists', () => {
  const text = JSON.stringify(deployment.templates);
  const imports = [...text.matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name);
  expect(imports.length).toBeGreaterThan(0);
  for (const name of imports) expect(exported(deployment, name ?? '')).toBeDefined();
});
