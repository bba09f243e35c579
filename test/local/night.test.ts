import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseScheduleExpression } from '../../infra/local/schedule-expression.ts';
import { prepareMachine } from '../../infra/local/state-language.ts';
import { type FixtureRuntime, jsonOf, startFixture } from './support.ts';

let runtime: FixtureRuntime;
beforeAll(async () => {
  runtime = await startFixture();
});
afterAll(() => runtime.stop());

const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:fixture-machine';

describe('a state machine', () => {
  it('gives each item of a distributed map an execution, loops, and merges', async () => {
    const started = await runtime.act('start', {
      name: 'n1',
      input: { items: ['a', 'b', 'c'], rounds: 2 },
    });
    expect(started.status).toBe(200);
    await runtime.machines.settled();
    const execution = runtime.machines.executions().find(({ name }) => name === 'n1');
    expect(execution).toMatchObject({
      arn: `${machineArn.replace('stateMachine', 'execution')}:n1`,
      status: 'SUCCEEDED',
      output: {
        item: 'n1-end',
        parts: ['a', 'b', 'c'].map((item) => ({ item, rounds: 2, seen: 2, done: true })),
      },
    });
    expect(execution?.children.map(({ status }) => status)).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
      'SUCCEEDED',
    ]);
  });

  it('retries what Retry names', async () => {
    const run = runtime.machines.start(machineArn, { input: '{"items":["flaky"],"rounds":1}' });
    await run.ended;
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      output: { parts: [{ item: 'flaky', seen: 2 }] },
    });
  });

  it('catches a failed item, ends its siblings and starts none of the waiting ones', async () => {
    const items = ['broken', ...Array.from({ length: 400 }, (_, position) => `w${position}`)];
    const run = runtime.machines.start(machineArn, { input: JSON.stringify({ items, rounds: 1 }) });
    await run.ended;
    expect(run).toMatchObject({ status: 'FAILED', error: 'PartFailed', cause: 'a part failed' });
    // The broken one may have to start its worker first, while others go on.
    expect(run.children.length).toBeLessThan(400);
    expect(run.children[0]).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });

  it('is started once for one name, and refuses the name for anything else', async () => {
    const input = { items: [], rounds: 1, slow: true };
    const [first, second] = await Promise.all([
      runtime.act('start', { name: 'same', input }),
      runtime.act('start', { name: 'same', input }),
    ]);
    expect([first, second].some(({ status }) => status === 200)).toBe(true);
    await runtime.machines.settled();
    const executions = runtime.machines.executions().filter(({ name }) => name === 'same');
    expect(executions).toHaveLength(1);
    expect(await runtime.act('start', { name: 'same', input: { other: true } })).toMatchObject({
      status: 409,
      body: { name: 'ExecutionAlreadyExists' },
    });
    expect(await runtime.act('start', { name: 'no:colon', input })).toMatchObject({
      body: { name: 'InvalidName' },
    });
  });

  it.each([
    [{ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true }, 'sqs:sendMessage'],
    [{ Type: 'Map', ItemReader: {}, ItemProcessor: {}, End: true }, 'ItemReader'],
    [
      { Type: 'Map', ToleratedFailurePercentage: 5, ItemProcessor: {}, End: true },
      'ToleratedFailurePercentage',
    ],
  ])('refuses what it cannot serve: %j', (state, named) => {
    const definition = { StartAt: 'Only', States: { Only: state } };
    expect(() => prepareMachine(definition)).toThrow(named);
  });
});

describe('a schedule', () => {
  const due = (text: string, zone: string, from: string, to: string) =>
    parseScheduleExpression(text, zone, Date.parse(from))
      .lastDue(Date.parse(from), Date.parse(to), 5)
      .map((time) => new Date(time).toISOString());

  it('is read in its zone', () => {
    expect(
      due('cron(30 3 * * ? *)', 'Asia/Shanghai', '2026-03-01T00:00:00Z', '2026-03-03T00:00:00Z'),
    ).toEqual(['2026-03-01T19:30:00.000Z', '2026-03-02T19:30:00.000Z']);
  });

  it('follows changes of the clock', () => {
    expect(
      due('cron(30 3 * * ? *)', 'Europe/Berlin', '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z'),
    ).toEqual(['2026-03-28T02:30:00.000Z', '2026-03-29T01:30:00.000Z']);
  });

  it('skips a time that the clock skips, and does not repeat one that it repeats', () => {
    const half = 'cron(30 2 * * ? *)';
    expect(due(half, 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      '2026-03-30T00:30:00.000Z',
    ]);
    expect(due(half, 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      '2026-10-25T00:30:00.000Z',
    ]);
  });

  it('counts weekdays from Sunday = 1, as AWS does', () => {
    expect(due('cron(0 9 ? * 2 *)', 'UTC', '2026-11-16T00:00:00Z', '2026-11-22T00:00:00Z')).toEqual(
      ['2026-11-16T09:00:00.000Z'],
    );
    expect(
      due('cron(0 9 ? * MON-TUE *)', 'UTC', '2026-11-16T00:00:00Z', '2026-11-22T00:00:00Z'),
    ).toHaveLength(2);
  });

  it('takes rates, and refuses what it does not know', () => {
    expect(due('rate(1 hour)', 'UTC', '2026-11-16T00:10:00Z', '2026-11-16T02:30:00Z')).toEqual([
      '2026-11-16T01:10:00.000Z',
      '2026-11-16T02:10:00.000Z',
    ]);
    const rate = parseScheduleExpression('rate(1 hour)', 'UTC', Date.parse('2026-11-16T00:10:00Z'));
    const earlier = ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z'].map((at) => Date.parse(at));
    const [from = 0, to = 0] = earlier;
    expect(rate.lastDue(from, to, 3)).toEqual([Date.parse('2026-01-01T00:10:00Z')]);
    expect(() => parseScheduleExpression('at(2026-01-01T00:00:00)', 'UTC', 0)).toThrow('at(');
    expect(() => parseScheduleExpression('cron(1 2 3)', 'UTC', 0)).toThrow('six fields');
  });
});

describe('POST /_local/clock', () => {
  const move = (now: string | null) =>
    jsonOf(fetch(`${runtime.url}/_local/clock`, { method: 'POST', body: JSON.stringify({ now }) }));
  const runs = () =>
    runtime.machines
      .executions()
      .map(({ input }) => /"due":"([^"]+)"/.exec(input)?.[1])
      .filter((due) => due !== undefined);

  it('delivers what fell due, each time once, and the last three of a far jump', async () => {
    expect(await move('2030-01-01T00:00:00Z')).toMatchObject({
      now: expect.stringMatching(/^2030-01-01T00:00:0/),
    });
    await runtime.settled();
    expect(runs()).toEqual([
      '2029-12-29T19:30:00Z',
      '2029-12-30T19:30:00Z',
      '2029-12-31T19:30:00Z',
    ]);
    await move('2029-12-31T19:00:00Z');
    await move('2030-01-01T19:31:00Z');
    expect(runs().slice(3)).toEqual(['2030-01-01T19:30:00Z']);
    await runtime.machines.settled();
    expect(await move(null)).toMatchObject({
      now: expect.stringMatching(new RegExp(`^${new Date().toISOString().slice(0, 10)}`)),
    });
  });

  it('can deliver a due time a second time', async () => {
    const before = runs().length;
    runtime.scheduler.deliver('Schedule', Date.parse('2030-01-01T19:30:00Z'));
    expect(runs().slice(before)).toEqual(['2030-01-01T19:30:00Z']);
    await runtime.machines.settled();
  });

  it.each(['{}', '{"now":"tomorrow"}', '{"now":null,"more":1}'])('refuses %s', async (body) => {
    const response = await fetch(`${runtime.url}/_local/clock`, { method: 'POST', body });
    expect(response.status).toBe(400);
  });
});
