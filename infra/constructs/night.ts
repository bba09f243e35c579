import { ArnFormat, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { schedules } from '../../lib/contract/schedules.ts';
import { acknowledge } from './acknowledge.ts';
import type { ContractFunction } from './contract-function.ts';
import { deadLetterQueue } from './dead-letters.ts';
import { monthOfLogs } from './logs.ts';
import { type NightSteps, nightDefinition } from './night-definition.ts';

export interface NightProps {
  readonly steps: Readonly<Record<keyof NightSteps, ContractFunction>>;
  /** The business's zone: the night is theirs, not UTC's. */
  readonly zone: string;
}

/** The state machine of the nightly run and the schedule that starts it. */
export class Night extends Construct {
  readonly machine: StateMachine;
  readonly missedSchedules: Queue;

  constructor(scope: Construct, id: string, { steps, zone }: NightProps) {
    super(scope, id);
    const role = this.makeRole(steps);
    const arnOf = (step: keyof NightSteps) => steps[step].lambda.functionArn;
    const secondsOf = (step: keyof NightSteps) => steps[step].row.timeoutSeconds;
    const definition = nightDefinition(
      {
        plan: arnOf('plan'),
        fit: arnOf('fit'),
        segment: arnOf('segment'),
        finish: arnOf('finish'),
      },
      {
        plan: secondsOf('plan'),
        fit: secondsOf('fit'),
        segment: secondsOf('segment'),
        finish: secondsOf('finish'),
      },
    );
    const stack = Stack.of(this);
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromString(stack.toJsonString(definition)),
      role,
      tracingEnabled: true,
      logs: {
        // A name under vendedlogs keeps the log delivery's resource policy below its size limit.
        destination: monthOfLogs(this, 'Logs', `/aws/vendedlogs/states/${stack.stackName}-night`),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.allowChildren(role);
    this.missedSchedules = deadLetterQueue(this, 'MissedSchedules');
    this.schedule(zone);
  }

  private makeRole(steps: NightProps['steps']): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: 'Runs the steps of the night',
    });
    const functions = Object.values(steps).map(({ lambda }) => lambda.functionArn);
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions }),
    );
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]':
        'Log delivery and X-Ray have no resources to name; the steps are invoked by their ARNs.',
    });
    return role;
  }

  /** A distributed map starts, watches and redrives executions of its own machine. */
  private allowChildren(role: Role): void {
    const machine = this.machine.stateMachineArn;
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.machine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const policy = new Policy(this, 'Children', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
          resources: [executions],
        }),
      ],
    });
    const id = Stack.of(this).resolve(this.machine.stateMachineName)['Fn::GetAtt'][0];
    const pattern = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${id}.Name>:*`;
    acknowledge(policy, {
      [`AwsSolutions-IAM5[Resource::${pattern}]`]:
        'Child executions get their names at run time; the pattern ends at this machine.',
    });
  }

  private schedule(zone: string): void {
    const { cron, description } = schedules.night;
    const target = new StepFunctionsStartExecution(this.machine, {
      // A second delivery of the same scheduled time finds the run of the first and ends.
      input: ScheduleTargetInput.fromObject({
        trigger: 'schedule',
        kind: 'rescore',
        scheduledTime: ContextAttribute.scheduledTime,
      }),
      deadLetterQueue: this.missedSchedules,
      retryAttempts: 185,
      maxEventAge: Duration.hours(12),
    });
    new Schedule(this, 'Schedule', {
      description,
      schedule: ScheduleExpression.expression(cron, TimeZone.of(zone)),
      target,
    });
  }
}
