/** Functions of the nightly run by step, as ARNs (or whatever stands for them). */
export interface NightSteps {
  readonly plan: string;
  readonly fit: string;
  readonly segment: string;
  readonly finish: string;
}

/** How long each step may take, from the contract's rows. */
export type NightTimeouts = Readonly<Record<keyof NightSteps, number>>;

const transient = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
];

const retry = [
  {
    ErrorEquals: transient,
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 3 },
];

const failTo = (state: string) => [
  { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: state },
];

/**
 * The nightly run in Amazon States Language: plan, fit where the plan asks for it, a child execution
 * for each segment that loops until the segment is done, finish. Inputs and outputs of the steps are
 * written in infra/README.md. The map's output is thrown away: payloads end at 256 kB, and what was
 * counted stands in the run's items.
 */
export const nightDefinition = (steps: NightSteps, timeouts: NightTimeouts): object => {
  const task = (step: keyof NightSteps, rest: object) => ({
    Type: 'Task',
    Resource: steps[step],
    TimeoutSeconds: timeouts[step] + 60,
    Retry: retry,
    ...rest,
  });
  const segment = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Segment',
    States: {
      Segment: task('segment', {
        Parameters: { 'runId.$': '$.runId', 'segment.$': '$.segment' },
        Next: 'IsSegmentDone',
      }),
      IsSegmentDone: {
        Type: 'Choice',
        Choices: [{ Variable: '$.done', BooleanEquals: true, Next: 'SegmentDone' }],
        Default: 'Segment',
      },
      SegmentDone: { Type: 'Pass', Result: {}, End: true },
    },
  };
  return {
    Comment: 'Re-score everybody',
    StartAt: 'Plan',
    // Shorter than a day, so that a hanging night cannot meet the next one.
    TimeoutSeconds: 20 * 3600,
    States: {
      Plan: task('plan', {
        Parameters: { 'execution.$': '$$.Execution.Id', 'input.$': '$' },
        Next: 'IsDuplicate',
        Catch: failTo('FinishUnplanned'),
      }),
      IsDuplicate: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.duplicate', BooleanEquals: true, Next: 'Duplicate' },
          { Variable: '$.needsFit', BooleanEquals: true, Next: 'Fit' },
        ],
        Default: 'Segments',
      },
      Duplicate: { Type: 'Succeed' },
      Fit: task('fit', {
        Parameters: { 'runId.$': '$.runId' },
        ResultPath: null,
        Next: 'Segments',
        Catch: failTo('FinishFailed'),
      }),
      Segments: {
        Type: 'Map',
        Label: 'segments',
        ItemsPath: '$.segments',
        ItemSelector: { 'runId.$': '$.runId', 'segment.$': '$$.Map.Item.Value' },
        ItemProcessor: segment,
        MaxConcurrency: 16,
        ToleratedFailurePercentage: 0,
        ResultPath: null,
        Next: 'Finish',
        Catch: failTo('FinishFailed'),
      },
      Finish: task('finish', {
        Parameters: { 'runId.$': '$.runId' },
        End: true,
        Catch: failTo('FinishFailed'),
      }),
      FinishFailed: task('finish', {
        Parameters: { 'runId.$': '$.runId', 'error.$': '$.error' },
        Next: 'Failed',
      }),
      FinishUnplanned: task('finish', {
        Parameters: {
          'execution.$': '$$.Execution.Id',
          'input.$': '$$.Execution.Input',
          'error.$': '$.error',
        },
        Next: 'Failed',
      }),
      Failed: { Type: 'Fail', Error: 'RunFailed', Cause: 'The run says what went wrong.' },
    },
  };
};
