import { randomUUID } from 'node:crypto';
import type { ResolvedTemplate } from './template.ts';

export type QueuedMessage = { id: string; body: string; attributes: Record<string, string> };

/** The template's SQS queues, in memory: dead letters that a person or a test looks at. */
export class Queues {
  private readonly messages: Map<string, QueuedMessage[]>;
  private readonly ids: Map<string, string>;

  constructor(template: ResolvedTemplate) {
    const queues = template.ofType('AWS::SQS::Queue');
    this.messages = new Map(queues.map(({ arn }) => [arn, []]));
    this.ids = new Map(queues.map(({ id, arn }) => [id, arn]));
  }

  has(arn: string): boolean {
    return this.messages.has(arn);
  }

  send(arn: string, body: string, attributes: Record<string, string> = {}): void {
    this.of(arn).push({ id: randomUUID(), body, attributes });
  }

  /** The messages of a queue, by ARN or logical id, oldest first. */
  of(reference: string): QueuedMessage[] {
    const found = this.messages.get(this.ids.get(reference) ?? reference);
    if (found === undefined) throw new Error(`The template has no queue ${reference}.`);
    return found;
  }
}
