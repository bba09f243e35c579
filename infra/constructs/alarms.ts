import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ContractFunction } from './contract-function.ts';
import type { TableStreams } from './streams.ts';

export interface AlarmsProps {
  readonly functions: readonly ContractFunction[];
  readonly apis: Readonly<Record<string, HttpApi>>;
  readonly deadLetters: readonly Queue[];
  readonly streams: readonly TableStreams[];
  readonly night: StateMachine;
  readonly email?: string;
}

const everyFiveMinutes = { period: Duration.minutes(5), statistic: Stats.SUM };

/** Alarms of the suite, all to one topic. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Clientele alarms', enforceSSL: true });
    if (props.email !== undefined) this.topic.addSubscription(new EmailSubscription(props.email));
    for (const { lambda, row } of props.functions) {
      this.alarm(`${row.name} fails`, lambda.metricErrors(everyFiveMinutes), 1);
      // A job with a cap of its own is meant to wait: its messages are kept, and those too old are alarms.
      if (row.kind === 'http' || row.reservedConcurrency === undefined)
        this.alarm(`${row.name} is throttled`, lambda.metricThrottles(everyFiveMinutes), 10);
      if (row.kind === 'job' && row.trigger.kind === 'streams')
        this.alarm(`${row.name} lags behind`, iteratorAge(lambda.functionName), 15 * 60_000);
    }
    for (const [name, mapping] of props.streams.flatMap(({ mappings }) => [...mappings]))
      this.alarm(`records of ${name} were given up`, recordsGivenUp(mapping.ref), 1);
    for (const [name, api] of Object.entries(props.apis))
      this.alarm(`${name} API answers 5xx`, api.metricServerError(everyFiveMinutes), 5);
    for (const queue of props.deadLetters) {
      const depth = queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      });
      this.alarm(`dead letters in ${queue.node.path}`, depth, 1);
    }
    this.alarm('the night fails', props.night.metricFailed(everyFiveMinutes), 1);
    this.alarm('the night times out', props.night.metricTimedOut(everyFiveMinutes), 1);
  }

  private alarm(what: string, metric: IMetric, threshold: number): void {
    const alarm = new Alarm(this, what, {
      alarmDescription: `Clientele: ${what}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

const iteratorAge = (functionName: string): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName: functionName },
    period: Duration.minutes(5),
    statistic: Stats.MAXIMUM,
  });

const recordsGivenUp = (mappingId: string): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'OnFailureDestinationDeliveredEventCount',
    dimensionsMap: { EventSourceMappingUUID: mappingId },
    ...everyFiveMinutes,
  });
