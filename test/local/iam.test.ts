import { describe, expect, it } from 'vitest';
import { needsOf } from '../../infra/local/dynamodb-needs.ts';
import { Access } from '../../infra/local/iam.ts';
import { resolveTemplate } from '../../infra/local/template.ts';

const tableArn = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

/** The verdicts of a role with these statements. */
const accessWith = (...Statement: object[]) => {
  const template = resolveTemplate([
    {
      Resources: {
        Role: { Type: 'AWS::IAM::Role' },
        Policy: {
          Type: 'AWS::IAM::Policy',
          Properties: { PolicyDocument: { Statement }, Roles: [{ Ref: 'Role' }] },
        },
      },
    },
  ]);
  const access = new Access(template);
  const role = template.resources.get('Role')?.arn ?? '';
  return {
    access,
    may: (action: string, resource: string) => access.allows(role, { action, resource }),
  };
};

const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});

describe('a role', () => {
  it('may do what a statement names, on that table only', () => {
    const { may } = accessWith(allow('dynamodb:GetItem', tableArn('a')));
    expect(may('dynamodb:GetItem', tableArn('a'))).toBe(true);
    expect(may('dynamodb:GetItem', tableArn('ab'))).toBe(false);
    expect(may('dynamodb:PutItem', tableArn('a'))).toBe(false);
  });

  it('needs the index for queries on it', () => {
    const { may } = accessWith(allow('dynamodb:Query', tableArn('a')));
    expect(may('dynamodb:Query', `${tableArn('a')}/index/byKind`)).toBe(false);
  });

  it('reads wildcards', () => {
    const { may } = accessWith(allow('dynamodb:Batch*', [tableArn('a*'), tableArn('?')]));
    expect(may('dynamodb:BatchGetItem', tableArn('abc'))).toBe(true);
    expect(may('dynamodb:BatchGetItem', tableArn('x'))).toBe(true);
    expect(may('dynamodb:BatchGetItem', tableArn('xy'))).toBe(false);
  });

  it('is bound by a Deny', () => {
    const deny = { ...allow('dynamodb:DeleteItem', '*'), Effect: 'Deny' };
    const { may } = accessWith(allow('dynamodb:*', '*'), deny);
    expect(may('dynamodb:PutItem', tableArn('a'))).toBe(true);
    expect(may('dynamodb:DeleteItem', tableArn('a'))).toBe(false);
  });

  it('is known to have used a grant or not', () => {
    const { access, may } = accessWith(
      allow(['dynamodb:GetItem', 'dynamodb:Query'], tableArn('a')),
    );
    may('dynamodb:GetItem', tableArn('a'));
    expect(access.unusedGrants()).toEqual([
      { role: 'Role', action: 'dynamodb:Query', resource: tableArn('a') },
    ]);
  });

  it('is known to have been refused, once however often it asked', () => {
    const { access, may } = accessWith(allow('dynamodb:GetItem', tableArn('a')));
    may('dynamodb:GetItem', tableArn('a'));
    may('dynamodb:PutItem', tableArn('a'));
    may('dynamodb:PutItem', tableArn('a'));
    expect(access.refusals()).toEqual([
      { role: 'Role', action: 'dynamodb:PutItem', resource: tableArn('a') },
    ]);
  });

  it('with a condition on a table is refused, because nobody here evaluates it', () => {
    const Condition = { StringEquals: { 'dynamodb:Select': 'COUNT' } };
    expect(() => accessWith({ ...allow('dynamodb:Query', '*'), Condition })).toThrow('condition');
  });
});

describe('the needs of a call', () => {
  it.each([
    ['GetItem', { TableName: 'a' }, ['GetItem a']],
    ['Query', { TableName: 'a', IndexName: 'i' }, ['Query a/index/i']],
    ['Scan', { TableName: tableArn('a') }, ['Scan a']],
    [
      'BatchWriteItem',
      { RequestItems: { a: [], b: [] } },
      ['BatchWriteItem a', 'BatchWriteItem b'],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'a' } },
          { Update: { TableName: 'b' } },
          { Delete: { TableName: 'a' } },
          { ConditionCheck: { TableName: 'c' } },
        ],
      },
      ['PutItem a', 'UpdateItem b', 'DeleteItem a', 'ConditionCheckItem c'],
    ],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'a' } }] }, ['GetItem a']],
    [
      'BatchExecuteStatement',
      {
        Statements: [
          { Statement: 'UPDATE "a-b.c" SET x=? WHERE id=?' },
          { Statement: 'update scores set x=?' },
          { Statement: 'DELETE FROM "a" WHERE id=?' },
          { Statement: "INSERT INTO a VALUE {'id': ?}" },
        ],
      },
      ['PartiQLUpdate a-b.c', 'PartiQLUpdate scores', 'PartiQLDelete a', 'PartiQLInsert a'],
    ],
    [
      'ExecuteStatement',
      { Statement: 'SELECT x FROM "a"."byKind" WHERE k=?' },
      ['PartiQLSelect a/index/byKind'],
    ],
    ['DeleteTable', { TableName: 'a' }, ['DeleteTable *']],
  ])('%s', (operation, body, expected) => {
    const needs = needsOf({ operation, body }, (name) =>
      name.startsWith('arn:') ? name : tableArn(name),
    );
    expect(
      needs.map(({ action, resource }) =>
        `${action} ${resource}`.replaceAll(/dynamodb:|arn:.*table\//g, ''),
      ),
    ).toEqual(expected);
  });
});
