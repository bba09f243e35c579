import { beforeAll, describe, expect, it } from 'vitest';
import { methodsOf } from '../../lib/contract/route.ts';
import { routeRows } from '../../lib/contract/routes.ts';
import { schedules } from '../../lib/contract/schedules.ts';
import { tables } from '../../lib/contract/tables.ts';
import { type Deployed, deployed, list, plain, record } from './deployed.ts';

let deployment: Deployed;

beforeAll(async () => {
  deployment = await deployed();
});

describe('tables', () => {
  it('are recoverable, protected, kept, and on demand', () => {
    const found = deployment.find('AWS::DynamoDB::Table');
    expect(found).toHaveLength(Object.keys(tables).length);
    for (const { properties, DeletionPolicy } of found) {
      expect(properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('have the keys, indexes, stream and expiry of their rows', () => {
    for (const [name, row] of Object.entries(tables)) {
      const { properties } = found('AWS::DynamoDB::Table', (id) => id.startsWith(`${name}Table`));
      const keys = 'sortKey' in row ? [row.partitionKey, row.sortKey] : [row.partitionKey];
      expect(list(properties['KeySchema']).map((key) => record(key)['AttributeName'])).toEqual(
        keys,
      );
      const indexes = list(properties['GlobalSecondaryIndexes']).map(record);
      expect(indexes.map(({ IndexName }) => IndexName)).toEqual(Object.keys(row.indexes));
      expect(properties['StreamSpecification']).toEqual(
        row.stream ? { StreamViewType: 'NEW_IMAGE' } : undefined,
      );
      expect(properties['TimeToLiveSpecification']).toEqual(
        'ttl' in row ? { AttributeName: row.ttl, Enabled: true } : undefined,
      );
    }
  });
});

describe('functions', () => {
  it('run on Node 24 with a log group of their own that forgets after a month', () => {
    for (const { properties } of deployment.find('AWS::Lambda::Function')) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      const group = plain(deployment, record(properties['LoggingConfig'])['LogGroup']);
      const logs = found('AWS::Logs::LogGroup', (id) => `<${id}>` === group);
      expect(logs.properties['RetentionInDays']).toBe(30);
    }
  });

  it('all have log retention, machines and APIs too', () => {
    for (const { properties } of deployment.find('AWS::Logs::LogGroup'))
      expect(properties['RetentionInDays']).toBeGreaterThan(0);
  });

  it('that are woken asynchronously lead their failures somewhere', () => {
    const configured = new Set(
      deployment.find('AWS::Lambda::EventInvokeConfig').map(({ properties }) => {
        const { OnFailure } = record(properties['DestinationConfig']);
        expect(plain(deployment, record(OnFailure)['Destination'])).toMatch(
          /^<\w*Failed\w+\.Arn>$/,
        );
        return plain(deployment, properties['FunctionName']);
      }),
    );
    const rules = deployment.find('AWS::Events::Rule');
    expect(rules.length).toBeGreaterThan(0);
    for (const { properties } of rules) {
      for (const target of list(properties['Targets']).map(record)) {
        expect(record(target['DeadLetterConfig'])['Arn']).toBeDefined();
        const lambda = plain(deployment, target['Arn']).replace('.Arn>', '>');
        expect(configured).toContain(lambda);
      }
    }
  });

  it('that read streams report single failures and keep the records that failed for good', () => {
    const mappings = deployment.find('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(Object.values(tables).filter(({ stream }) => stream).length);
    for (const { properties } of mappings) {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      const { OnFailure } = record(properties['DestinationConfig']);
      expect(plain(deployment, record(OnFailure)['Destination'])).toMatch(/^<FailedRecords/);
      expect(record(properties['FilterCriteria'])['Filters']).toHaveLength(1);
    }
  });
});

describe('HTTP APIs', () => {
  const routeKeys = (api: 'Staff' | 'Public') =>
    deployment
      .find('AWS::ApiGatewayV2::Route')
      .filter(({ id }) => id.startsWith(`Apis${api}`))
      .map(({ properties }) => String(properties['RouteKey']))
      .sort();

  it('have every route of the contract, a fallback, and preflights on public paths', () => {
    const open = routeRows.filter(({ scopes }) => scopes === 'public');
    const staff = routeRows.filter(({ scopes }) => scopes !== 'public');
    const keys = (rows: typeof routeRows) =>
      rows.flatMap((row) => methodsOf(row).map((method) => `${method} ${row.path}`));
    const preflights = new Set(open.map(({ path }) => `OPTIONS ${path}`));
    expect(routeKeys('Staff')).toEqual(['$default', ...keys(staff)].sort());
    expect(routeKeys('Public')).toEqual(['$default', ...keys(open), ...preflights].sort());
  });

  it('ask for a token on every route with scopes, and on no other', () => {
    const needed = new Set(
      routeRows
        .filter(({ scopes }) => Array.isArray(scopes))
        .map(({ method, path }) => `${method} ${path}`),
    );
    for (const { properties } of deployment.find('AWS::ApiGatewayV2::Route')) {
      const type = needed.has(String(properties['RouteKey'])) ? 'JWT' : 'NONE';
      expect(properties['AuthorizationType']).toBe(type);
      expect(properties['AuthorizerId'] !== undefined).toBe(type === 'JWT');
    }
  });

  it('may call each of their functions by one permission, through one integration', () => {
    const permissions = deployment
      .find('AWS::Lambda::Permission')
      .filter(({ properties }) => properties['Principal'] === 'apigateway.amazonaws.com')
      .map(({ id, properties }) => [
        id.includes('Public') ? 'Public' : 'Staff',
        plain(deployment, properties['FunctionName']),
      ]);
    const integrations = deployment
      .find('AWS::ApiGatewayV2::Integration')
      .map(({ id, properties }) => [
        id.includes('Public') ? 'Public' : 'Staff',
        plain(deployment, properties['IntegrationUri']),
      ]);
    expect(permissions.map(String).sort()).toEqual(integrations.map(String).sort());
    expect(new Set(permissions.map(String)).size).toBe(permissions.length);
    for (const { properties } of deployment.find('AWS::ApiGatewayV2::Integration'))
      expect(properties['PayloadFormatVersion']).toBe('2.0');
  });

  it('are throttled, and log no address, path or token', () => {
    const stages = deployment.find('AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(2);
    for (const { properties } of stages) {
      const settings = record(properties['DefaultRouteSettings']);
      expect(settings['ThrottlingRateLimit']).toBeGreaterThan(0);
      const { Format } = record(properties['AccessLogSettings']);
      expect(Format).not.toMatch(/sourceIp|context\.path|authorizer|queryString|userAgent/i);
    }
  });
});

describe('the night', () => {
  it('starts in the business zone, at the time of the contract, never between one and three', () => {
    const [schedule] = deployment.find('AWS::Scheduler::Schedule');
    expect(schedule?.properties).toMatchObject({
      ScheduleExpression: schedules.night.cron,
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    const { Input, DeadLetterConfig } = record(schedule?.properties['Target']);
    expect(JSON.parse(String(Input))).toEqual({
      trigger: 'schedule',
      kind: 'rescore',
      scheduledTime: '<aws.scheduler.scheduled-time>',
    });
    expect(DeadLetterConfig).toBeDefined();
    const [, , hour] = /^cron\((\d+) (\d+) /.exec(schedules.night.cron) ?? [];
    expect(Number(hour)).toBeGreaterThanOrEqual(3);
  });

  it('is a standard machine with logs that hold no data', () => {
    const [machine] = deployment.find('AWS::StepFunctions::StateMachine');
    expect(machine?.properties['StateMachineType'] ?? 'STANDARD').toBe('STANDARD');
    expect(machine?.properties['LoggingConfiguration']).toMatchObject({
      IncludeExecutionData: false,
      Level: 'ALL',
    });
  });
});

describe('alarms', () => {
  it('watch every function, queue, stream and API, and all reach the topic', () => {
    const alarms = deployment.find('AWS::CloudWatch::Alarm');
    const watched = JSON.stringify(alarms.map(({ properties }) => properties['Dimensions']));
    const suite = [
      'AWS::SQS::Queue',
      'AWS::ApiGatewayV2::Api',
      'AWS::StepFunctions::StateMachine',
      'AWS::Lambda::EventSourceMapping',
    ];
    for (const { id } of suite.flatMap((type) => deployment.find(type)))
      expect(watched).toContain(id);
    for (const { properties } of alarms) expect(list(properties['AlarmActions'])).toHaveLength(1);
    const functions = deployment
      .find('AWS::Lambda::Function')
      .filter(({ id }) => !id.startsWith('PreToken'));
    for (const { id } of functions) expect(watched).toContain(id);
  });

  it('leave mails alone that wait their turn: so many at a time', () => {
    const { id, properties } = found('AWS::Lambda::Function', (name) => name.startsWith('Deliver'));
    expect(properties['ReservedConcurrentExecutions']).toBe(20);
    const throttled = deployment
      .find('AWS::CloudWatch::Alarm')
      .filter((alarm) => alarm.properties['MetricName'] === 'Throttles')
      .map((alarm) => JSON.stringify(alarm.properties['Dimensions']));
    expect(throttled.length).toBeGreaterThan(0);
    expect(throttled.some((dimensions) => dimensions.includes(id))).toBe(false);
  });
});

const found = (type: string, matches: (id: string) => boolean) => {
  const resource = deployment.find(type).find(({ id }) => matches(id));
  if (resource === undefined) throw new Error(`No ${type} matches`);
  return resource;
};
