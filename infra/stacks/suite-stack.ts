import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../../lib/contract/function-rows.ts';
import type { Route } from '../../lib/contract/route.ts';
import { Alarms } from '../constructs/alarms.ts';
import { ContractFunction } from '../constructs/contract-function.ts';
import { HttpApis, type TokenIssuer } from '../constructs/http-apis.ts';
import { Night } from '../constructs/night.ts';
import { TableStreams } from '../constructs/streams.ts';
import { Subscriber } from '../constructs/subscriber.ts';
import { Ticker } from '../constructs/ticker.ts';
import type { Parameters } from '../parameters.ts';
import type { DataStack } from './data-stack.ts';

export interface SuiteStackProps {
  readonly routes: readonly Route[];
  readonly rows: readonly FunctionRow[];
  readonly codeDirectory: (name: string) => string;
  readonly data: DataStack;
  readonly tokens: TokenIssuer;
  readonly parameters: Parameters;
}

/** Everything that can be thrown away and made again: functions, APIs, bus, night and alarms. */
export class SuiteStack extends Stack {
  private readonly functions: ReadonlyMap<string, ContractFunction>;

  constructor(scope: Construct, id: string, props: SuiteStackProps) {
    super(scope, id, { description: 'Clientele: functions, APIs, bus and nightly run' });
    const { data, parameters, routes } = props;
    this.functions = this.makeFunctions(props);
    const bus = new EventBus(this, 'Bus', { description: 'Messages of the suite' });
    const apis = new HttpApis(this, 'Apis', {
      routes,
      functions: {
        customers: this.function('customers'),
        events: this.function('events'),
        surveys: this.function('surveys'),
        waves: this.function('waves'),
        feedback: this.function('feedback'),
        cases: this.function('cases'),
        scores: this.function('scores'),
        insights: this.function('insights'),
        public: this.function('public'),
        meta: this.function('meta'),
      },
      tokens: props.tokens,
      staffOrigins: parameters.staffOrigins,
    });
    const night = new Night(this, 'Night', {
      steps: {
        plan: this.function('plan'),
        fit: this.function('fit'),
        segment: this.function('segment'),
        finish: this.function('finish'),
      },
      zone: parameters.zone,
    });
    const { subscribers, streams, tickers } = this.wake(bus, data);
    const mailFrom = parameters.mailFrom ?? '';
    const publicUrl = parameters.publicUrl ?? apis.public.api.apiEndpoint;
    for (const each of this.functions.values())
      each.bindUses({ secret: data.secret, bus, night: night.machine, publicUrl, mailFrom });
    new Alarms(this, 'Alarms', {
      functions: [...this.functions.values()],
      apis: { staff: apis.staff.api, public: apis.public.api },
      deadLetters: [
        night.missedSchedules,
        ...[...subscribers, ...tickers].map(({ failed }) => failed),
      ],
      streams,
      night: night.machine,
      ...(parameters.alarmEmail === undefined ? {} : { email: parameters.alarmEmail }),
    });
    new CfnOutput(this, 'StaffApi', { value: apis.staff.api.apiEndpoint });
    new CfnOutput(this, 'PublicApi', { value: publicUrl });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName });
  }

  private makeFunctions(props: SuiteStackProps): ReadonlyMap<string, ContractFunction> {
    const { rows, codeDirectory, data, parameters } = props;
    return new Map(
      rows.map((row) => [
        row.name,
        new ContractFunction(this, {
          row,
          codeDirectory: codeDirectory(row.name),
          tables: data.tables,
          parameters,
        }),
      ]),
    );
  }

  private function(name: FunctionRow['name']): ContractFunction {
    const found = this.functions.get(name);
    if (found === undefined) throw new Error(`The contract has no function named ${name}`);
    return found;
  }

  /** Connects the functions that streams, messages and the clock wake. */
  private wake(bus: EventBus, { tables, failedRecordsArn }: DataStack) {
    const subscribers: Subscriber[] = [];
    const streams: TableStreams[] = [];
    const tickers: Ticker[] = [];
    for (const target of this.functions.values()) {
      const trigger = target.row.kind === 'job' ? target.row.trigger : undefined;
      const { id } = target.node;
      if (trigger?.kind === 'streams') {
        const names = trigger.tables;
        const props = { tables, names, target, failedRecordsArn };
        streams.push(new TableStreams(this, `${id}Streams`, props));
      }
      if (trigger?.kind === 'schedule')
        tickers.push(new Ticker(this, `${id}Ticker`, { schedule: trigger.schedule, target }));
      if (trigger?.kind === 'bus') {
        const { messages } = trigger;
        subscribers.push(new Subscriber(this, `${id}Subscriber`, { bus, messages, target }));
      }
    }
    return { subscribers, streams, tickers };
  }
}
