import { describe, expect, it } from 'vitest';
import { resolveTemplate } from '../../infra/local/template.ts';

/** Resolves one value beside a table and a function that it can refer to. */
const resolve = (value: unknown, more: object = {}) => {
  const template = {
    Parameters: { Size: { Default: 'small' }, Needed: {} },
    Conditions: {
      IsSmall: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] },
      IsNot: { 'Fn::Not': [{ Condition: 'IsSmall' }] },
      Both: {
        'Fn::And': [
          { Condition: 'IsSmall' },
          { 'Fn::Or': [{ Condition: 'IsNot' }, { Condition: 'IsSmall' }] },
        ],
      },
    },
    Mappings: { Zones: { east: { name: 'E' } } },
    Resources: {
      Table: { Type: 'AWS::DynamoDB::Table' },
      Named: {
        Type: 'AWS::Lambda::Function',
        Properties: { FunctionName: { 'Fn::Join': ['-', ['a', { Ref: 'Size' }]] } },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
      Machine: { Type: 'AWS::StepFunctions::StateMachine' },
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      Left: { Type: 'AWS::SQS::Queue', Condition: 'IsNot' },
      Holder: { Type: 'AWS::IAM::Role', Properties: { value } },
    },
    ...more,
  };
  const options = { namePrefix: 'p-', apiEndpoint: 'http://127.0.0.1:4000' };
  return resolveTemplate([template], options).resources.get('Holder')?.properties['value'];
};

const variable = (name: string) => ['$', '{', name, '}'].join('');

describe('template resolution', () => {
  it.each([
    ['a pseudo parameter', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['the region', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['a parameter', { Ref: 'Size' }, 'small'],
    ['a table', { Ref: 'Table' }, 'p-Table'],
    [
      'a table’s ARN',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:us-east-1:000000000000:table/p-Table',
    ],
    [
      'a stream',
      { 'Fn::GetAtt': 'Table.StreamArn' },
      'arn:aws:dynamodb:us-east-1:000000000000:table/p-Table/stream/local',
    ],
    [
      'a function’s own name',
      { 'Fn::GetAtt': ['Named', 'Arn'] },
      'arn:aws:lambda:us-east-1:000000000000:function:a-small',
    ],
    ['a queue’s URL', { Ref: 'Queue' }, 'https://sqs.us-east-1.amazonaws.com/000000000000/Queue'],
    ['a machine', { Ref: 'Machine' }, 'arn:aws:states:us-east-1:000000000000:stateMachine:Machine'],
    ['an API’s address', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:4000'],
    ['Fn::Join', { 'Fn::Join': [':', ['a', { Ref: 'Size' }, 'b']] }, 'a:small:b'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `${variable('Table.Arn')}/${variable('!Kept')}` },
      `arn:aws:dynamodb:us-east-1:000000000000:table/p-Table/${variable('Kept')}`,
    ],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': [`${variable('X')}-${variable('Size')}`, { X: { Ref: 'Table' } }] },
      'p-Table-small',
    ],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Zones', 'east', 'name'] }, 'E'],
    [
      'nested values',
      { list: [{ Ref: 'Size' }], no: { Ref: 'AWS::NoValue' } },
      { list: ['small'] },
    ],
  ])('gives %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([
    ['a missing resource', { Ref: 'Nobody' }, 'refers to Nobody'],
    ['a parameter without a value', { Ref: 'Needed' }, 'Needed has no value'],
    ['an unknown function', { 'Fn::Transform': {} }, 'Fn::Transform'],
    ['an import that nobody exports', { 'Fn::ImportValue': 'x' }, 'No stack exports x'],
  ])('refuses %s', (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });

  it('leaves out resources whose condition does not hold', () => {
    const template = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Left: { Type: 'AWS::SQS::Queue', Condition: 'Never' } },
    };
    expect([...resolveTemplate([template]).resources.keys()]).toEqual([]);
  });

  it('joins stacks by their exports', () => {
    const data = {
      Resources: { Table: { Type: 'AWS::DynamoDB::Table' } },
      Outputs: { Name: { Value: { Ref: 'Table' }, Export: { Name: 'data:table' } } },
    };
    const suite = {
      Resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { on: { 'Fn::ImportValue': 'data:table' } } },
      },
    };
    const { resources } = resolveTemplate([data, suite]);
    expect(resources.get('Role')?.properties).toEqual({ on: 'Table' });
    expect(() => resolveTemplate([data, data])).toThrow(
      'Two stacks declare a resource named Table',
    );
  });
});
