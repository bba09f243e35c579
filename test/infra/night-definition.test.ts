import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, it } from 'vitest';
import { nightDefinition } from '../../infra/constructs/night-definition.ts';

const arn = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;
const seconds = { plan: 60, fit: 900, segment: 900, finish: 300 };
const definition = nightDefinition(
  { plan: arn('plan'), fit: arn('fit'), segment: arn('segment'), finish: arn('finish') },
  seconds,
);

type Json = string | number | boolean | null | Json[] | { [member: string]: Json };
type Event = Record<string, Json>;
type Step = (event: Event) => Event;

const planned = { runId: 'run_1', kind: 'rescore', duplicate: false, needsFit: false };

const asEvent = (input: Json): Event => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Error('no event');
  return input;
};

/** Runs the definition with plain functions as steps, and writes down who was called with what. */
const run = async (steps: Readonly<Record<string, Step>>) => {
  const calls: (readonly [state: string, event: Event])[] = [];
  const input = { trigger: 'schedule', kind: 'rescore' };
  const handlers = Object.fromEntries(
    ['Plan', 'Fit', 'Segment', 'Finish', 'FinishFailed', 'FinishUnplanned'].map((state) => [
      state,
      async (input: Json): Promise<Json> => {
        const event = asEvent(input);
        calls.push([state, event]);
        return steps[state]?.(event) ?? {};
      },
    ]),
  );
  const retries = { Plan: 0, Fit: 0, Segment: 0, Finish: 0, FinishFailed: 0, FinishUnplanned: 0 };
  const execution = new StateMachine(JSON.parse(JSON.stringify(definition))).run(input, {
    overrides: { taskResourceLocalHandlers: handlers, retryIntervalOverrides: retries },
    context: { Execution: { Id: 'execution-1', Input: input } },
  });
  const outcome = await execution.result.then(
    () => 'succeeded',
    (error: Error) => error.message,
  );
  return { calls, outcome, states: calls.map(([state]) => state) };
};

describe('the nightly run', () => {
  it('plans with the execution and its input, calls each segment until it is done, finishes', async () => {
    const seen = new Map<unknown, number>();
    const { calls, outcome } = await run({
      Plan: () => ({ ...planned, segments: [0, 1] }),
      Segment: (event) => {
        const { segment } = event;
        seen.set(segment, (seen.get(segment) ?? 0) + 1);
        return { ...event, done: (seen.get(segment) ?? 0) > Number(segment) };
      },
    });
    expect(outcome).toBe('succeeded');
    expect(calls[0]).toEqual([
      'Plan',
      { execution: 'execution-1', input: { trigger: 'schedule', kind: 'rescore' } },
    ]);
    const segments = calls.filter(([state]) => state === 'Segment').map(([, event]) => event);
    expect(segments.filter(({ segment }) => segment === 0)).toHaveLength(1);
    expect(segments.filter(({ segment }) => segment === 1)).toHaveLength(2);
    for (const event of segments) expect(Object.keys(event).sort()).toEqual(['runId', 'segment']);
    expect(calls.at(-1)).toEqual(['Finish', { runId: 'run_1' }]);
  });

  it('ends at once when the run was started before', async () => {
    const plan = () => ({ ...planned, duplicate: true, segments: [0] });
    const { outcome, states } = await run({ Plan: plan });
    expect([outcome, states]).toEqual(['succeeded', ['Plan']]);
  });

  it('fits before any segment when the plan asks for it', async () => {
    const { states } = await run({
      Plan: () => ({ ...planned, needsFit: true, segments: [0] }),
      Segment: (event) => ({ ...event, done: true }),
    });
    expect(states).toEqual(['Plan', 'Fit', 'Segment', 'Finish']);
  });

  it('finishes a run without segments', async () => {
    const { states } = await run({ Plan: () => ({ ...planned, segments: [] }) });
    expect(states).toEqual(['Plan', 'Finish']);
  });

  it('survives a step that fails twice', async () => {
    let failures = 2;
    const { outcome } = await run({
      Plan: () => ({ ...planned, segments: [0] }),
      Segment: (event) => {
        if (failures-- > 0) throw new Error('killed');
        return { ...event, done: true };
      },
    });
    expect(outcome).toBe('succeeded');
  });

  it.each(['Fit', 'Segment', 'Finish'])(
    'tells the run and fails when %s fails for good',
    async (state) => {
      const { calls, outcome } = await run({
        Plan: () => ({ ...planned, needsFit: true, segments: [0] }),
        Segment: (event) => ({ ...event, done: true }),
        [state]: () => {
          throw new Error('broken');
        },
      });
      expect(outcome).not.toBe('succeeded');
      expect(calls.at(-1)).toEqual([
        'FinishFailed',
        { runId: 'run_1', error: expect.objectContaining({ Error: expect.any(String) }) },
      ]);
    },
  );

  it('hands the input to finish when there is no plan', async () => {
    const { calls, outcome } = await run({
      Plan: () => {
        throw new Error('broken');
      },
    });
    expect(outcome).not.toBe('succeeded');
    expect(calls.at(-1)).toEqual([
      'FinishUnplanned',
      {
        execution: 'execution-1',
        input: { trigger: 'schedule', kind: 'rescore' },
        error: expect.objectContaining({ Error: expect.any(String) }),
      },
    ]);
  });
});

describe('the definition', () => {
  const { States } = JSON.parse(JSON.stringify(definition));

  it('runs each segment as a standard child execution, tolerates no failure, keeps no output', () => {
    expect(States.Segments).toMatchObject({
      Type: 'Map',
      ToleratedFailurePercentage: 0,
      ResultPath: null,
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    });
    expect(States.Segments.ItemProcessor.States.SegmentDone.Result).toEqual({});
  });

  it('gives every task retries and more time than its function has', () => {
    const tasks = [
      ...Object.entries(States),
      ...Object.entries(States.Segments.ItemProcessor.States),
    ].flatMap(([name, state]) => (Object(state).Type === 'Task' ? [[name, Object(state)]] : []));
    expect(tasks.length).toBe(6);
    for (const [name, { Retry, TimeoutSeconds }] of tasks) {
      expect(Retry.length, name).toBeGreaterThan(1);
      expect(TimeoutSeconds, name).toBeGreaterThan(60);
    }
  });
});
