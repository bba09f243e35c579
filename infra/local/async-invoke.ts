import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Invocation } from './function-worker.ts';
import type { Functions, LambdaFunction } from './functions.ts';
import { type Json, parseAs } from './json.ts';
import type { Queues } from './queues.ts';
import type { ResolvedTemplate } from './template.ts';

const Destination = z.object({ Destination: z.string() });
const Config = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.coerce.number().default(2),
  MaximumEventAgeInSeconds: z.coerce.number().optional(),
  DestinationConfig: z.strictObject({ OnFailure: Destination }).optional(),
});

/** Lambda waits one minute, then two; on the laptop nobody wants to. */
const retryDelaysMs = [250, 1_000];

/** Asynchronous invocation as Lambda does it: two retries, then the failure destination and DLQ. */
export class AsyncInvoker {
  private readonly functions: Functions;
  private readonly queues: Queues;
  private readonly configs: z.infer<typeof Config>[];
  private readonly running = new Set<Promise<void>>();
  private readonly log: (line: string) => void;

  constructor(
    template: ResolvedTemplate,
    services: { functions: Functions; queues: Queues; log: (line: string) => void },
  ) {
    this.functions = services.functions;
    this.queues = services.queues;
    this.log = services.log;
    this.configs = template
      .ofType('AWS::Lambda::EventInvokeConfig')
      .map(({ id, properties }) => parseAs(Config, properties, `Event invoke config ${id}`));
    for (const { DestinationConfig } of this.configs) {
      const destination = DestinationConfig?.OnFailure.Destination;
      if (destination !== undefined && !this.queues.has(destination)) {
        throw new Error(`A failure destination must be a queue of the template: ${destination}.`);
      }
    }
  }

  /** Hands an event to a function and returns at once. */
  invoke(reference: string, event: Json): void {
    const run = this.attempt(this.functions.get(reference), event).finally(() => {
      this.running.delete(run);
    });
    this.running.add(run);
  }

  /** Resolves when nothing that was handed over is still being tried. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private async attempt(target: LambdaFunction, event: Json): Promise<void> {
    const config = this.configs.find(
      ({ FunctionName }) => FunctionName === target.name || FunctionName === target.arn,
    );
    const retries = config?.MaximumRetryAttempts ?? 2;
    let invocation = await target.invoke(event);
    for (let retry = 0; !invocation.ok && retry < retries; retry += 1) {
      await sleep(retryDelaysMs[retry] ?? 1_000);
      invocation = await target.invoke(event);
    }
    if (!invocation.ok) {
      this.giveUp(target, { event, invocation, attempts: retries + 1 }, config);
    }
  }

  private giveUp(
    target: LambdaFunction,
    failed: { event: Json; invocation: Invocation & { ok: false }; attempts: number },
    config: z.infer<typeof Config> | undefined,
  ): void {
    const { event, attempts } = failed;
    const { errorType, errorMessage } = failed.invocation.error;
    this.log(`${target.id}: gave up after ${attempts} attempts: ${errorType}: ${errorMessage}`);
    const destination = config?.DestinationConfig?.OnFailure.Destination;
    if (destination !== undefined) {
      const record = {
        version: '1.0',
        timestamp: new Date().toISOString(),
        requestContext: {
          functionArn: `${target.arn}:$LATEST`,
          condition: 'RetriesExhausted',
          approximateInvokeCount: attempts,
        },
        requestPayload: event,
        responseContext: { statusCode: 200, functionError: 'Unhandled' },
        responsePayload: { errorType, errorMessage },
      };
      this.queues.send(destination, JSON.stringify(record));
    }
    if (target.deadLetterArn !== undefined) {
      const attributes = { ErrorCode: '200', ErrorMessage: errorMessage };
      this.queues.send(target.deadLetterArn, JSON.stringify(event), attributes);
    }
  }
}
