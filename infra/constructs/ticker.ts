import { Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { schedules } from '../../lib/contract/schedules.ts';
import type { ContractFunction } from './contract-function.ts';
import { deadLetterQueue } from './dead-letters.ts';

export interface TickerProps {
  readonly schedule: 'ask';
  readonly target: ContractFunction;
}

/** A function that the clock wakes at a steady rate, and one queue for ticks that came to nothing. */
export class Ticker extends Construct {
  readonly failed: Queue;

  constructor(scope: Construct, id: string, { schedule, target }: TickerProps) {
    super(scope, id);
    const { rate, description } = schedules[schedule];
    this.failed = deadLetterQueue(this, 'Failed');
    // The next tick does what this one left: a tick that failed is not repeated for hours.
    const maxEventAge = Duration.minutes(10);
    target.lambda.configureAsyncInvoke({
      retryAttempts: 1,
      maxEventAge,
      onFailure: new SqsDestination(this.failed),
    });
    const role = this.invoker(target);
    new Schedule(this, 'Schedule', {
      description,
      schedule: ScheduleExpression.expression(rate),
      // CDK's own target also grants every version of the function.
      target: {
        bind: () => ({
          arn: target.lambda.functionArn,
          role,
          deadLetterConfig: { arn: this.failed.queueArn },
          retryPolicy: {
            maximumRetryAttempts: 2,
            maximumEventAgeInSeconds: maxEventAge.toSeconds(),
          },
        }),
      },
    });
  }

  private invoker({ lambda, row }: ContractFunction): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: `Wakes ${row.name} by the clock`,
    });
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['lambda:InvokeFunction'],
        resources: [lambda.functionArn],
      }),
    );
    this.failed.grantSendMessages(role);
    return role;
  }
}
