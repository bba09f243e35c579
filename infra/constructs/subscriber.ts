import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type MessageType, messageSource } from '../../lib/contract/messages.ts';
import type { ContractFunction } from './contract-function.ts';
import { deadLetterQueue } from './dead-letters.ts';

export interface SubscriberProps {
  readonly bus: EventBus;
  readonly messages: readonly MessageType[];
  readonly target: ContractFunction;
}

/** A function that messages wake: one rule, and one queue for messages not delivered or not handled. */
export class Subscriber extends Construct {
  readonly failed: Queue;

  constructor(scope: Construct, id: string, { bus, messages, target }: SubscriberProps) {
    super(scope, id);
    this.failed = deadLetterQueue(this, 'Failed');
    // EventBridge hands over asynchronously: its own queue never sees that the function failed.
    target.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(this.failed),
    });
    new Rule(this, 'Rule', {
      eventBus: bus,
      description: `Wakes ${target.row.name}`,
      eventPattern: { source: [messageSource], detailType: [...messages] },
      targets: [
        new LambdaFunction(target.lambda, {
          deadLetterQueue: this.failed,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
