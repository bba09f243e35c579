import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import { FunctionWorker, type Invocation } from './function-worker.ts';
import { type Json, parseAs } from './json.ts';
import type { ResolvedTemplate, Resource } from './template.ts';

/** What every function of one runtime shares. */
export type FunctionHost = {
  assetsDir: string;
  clock: Clock;
  /** Where the local services answer; all AWS endpoints of the function point there. */
  endpoint: string;
  verbose: boolean;
  log: (line: string) => void;
};

const Properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  Role: z.string(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z
    .object({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .default({ Variables: {} }),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});

/** Execution environments of one function that may run beside each other on a laptop. */
const workersMax = 4;

/** A Lambda function of the template, served by a small pool of worker threads. */
export class LambdaFunction {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly deadLetterArn: string | undefined;
  /** Invocations so far, finished or not. */
  invocations = 0;
  private readonly settings: z.infer<typeof Properties>;
  private readonly region: string;
  private readonly host: FunctionHost;
  private readonly idle: FunctionWorker[] = [];
  private readonly busy = new Set<FunctionWorker>();
  private readonly waiting: (() => void)[] = [];
  private stopped = false;

  constructor(resource: Resource, host: FunctionHost) {
    this.settings = parseAs(Properties, resource.properties, `Function ${resource.id}`);
    this.id = resource.id;
    this.name = resource.name;
    this.arn = resource.arn;
    this.region = resource.region;
    this.roleArn = this.settings.Role;
    this.deadLetterArn = this.settings.DeadLetterConfig?.TargetArn;
    this.host = host;
  }

  /** Starts one execution environment, so that a bundle that cannot load is known at start. */
  async warm(): Promise<void> {
    const worker = this.startWorker();
    try {
      await worker.ready;
    } catch (cause) {
      throw new Error(`Function ${this.id} cannot be loaded: ${messageOf(cause)}`, { cause });
    }
    this.idle.push(worker);
  }

  /** Invokes the function and waits for its answer. */
  async invoke(event: Json): Promise<Invocation> {
    this.invocations += 1;
    const worker = await this.takeWorker();
    const invocation = await this.runOn(worker, event);
    this.busy.delete(worker);
    if (worker.alive) this.idle.push(worker);
    this.waiting.shift()?.();
    return invocation;
  }

  /** Ends every execution environment in the middle of what it does; the next call starts anew. */
  async kill(): Promise<void> {
    const workers = [...this.idle.splice(0), ...this.busy];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.kill();
  }

  private async takeWorker(): Promise<FunctionWorker> {
    const limit = Math.min(workersMax, this.settings.ReservedConcurrentExecutions ?? workersMax);
    while (this.busy.size >= limit) {
      await new Promise<void>((free) => this.waiting.push(free));
    }
    const worker = this.idle.pop() ?? this.startWorker();
    this.busy.add(worker);
    return worker;
  }

  private async runOn(worker: FunctionWorker, event: Json): Promise<Invocation> {
    if (this.stopped) {
      const error = { errorType: 'Stopped', errorMessage: 'The runtime has stopped.', trace: [] };
      return { ok: false, error };
    }
    await worker.ready.catch(() => undefined); // A broken worker says so in its answer.
    const timeoutMs = this.settings.Timeout * 1_000;
    return await worker.run({ id: randomUUID(), event: JSON.stringify(event), timeoutMs });
  }

  private startWorker(): FunctionWorker {
    const { host } = this;
    return new FunctionWorker({
      setup: {
        ...this.entry(),
        clockOffset: host.clock.offset,
        functionName: this.name,
        functionArn: this.arn,
        memoryMegabytes: this.settings.MemorySize,
      },
      env: { ...this.settings.Environment.Variables, ...this.lambdaVariables() },
      onLine: (stream, line) => {
        if (host.verbose || stream === 'stderr' || /"level":"(WARN|ERROR|CRITICAL)"/.test(line)) {
          host.log(`${this.id}: ${line}`);
        }
      },
    });
  }

  private entry(): { entry: string; handler: string } {
    const [module = '', handler = ''] = this.settings.Handler.split('.');
    const folder = `asset.${basename(this.settings.Code.S3Key, '.zip')}`;
    const files = ['mjs', 'js', 'cjs'].map((end) =>
      join(this.host.assetsDir, folder, `${module}.${end}`),
    );
    const entry = files.find((file) => existsSync(file));
    if (entry === undefined) {
      throw new Error(`Function ${this.id}: asset ${folder} has no ${module}.mjs or ${module}.js.`);
    }
    return { entry, handler };
  }

  /** What Lambda itself sets. The access key id tells the local services which function calls. */
  private lambdaVariables(): Record<string, string> {
    return {
      AWS_REGION: this.region,
      AWS_DEFAULT_REGION: this.region,
      AWS_ACCESS_KEY_ID: this.id,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_LAMBDA_FUNCTION_NAME: this.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(this.settings.MemorySize),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${this.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_EXECUTION_ENV: `AWS_Lambda_${this.settings.Runtime}`,
      _HANDLER: this.settings.Handler,
      TZ: ':UTC',
      AWS_ENDPOINT_URL: this.host.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: this.host.endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: this.host.endpoint,
      AWS_ENDPOINT_URL_SESV2: this.host.endpoint,
      AWS_ENDPOINT_URL_SFN: this.host.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: this.host.endpoint,
    };
  }
}

/** All functions of the template, found by logical id or by ARN. */
export class Functions {
  readonly all: LambdaFunction[];

  constructor(template: ResolvedTemplate, host: FunctionHost) {
    this.all = template
      .ofType('AWS::Lambda::Function')
      .map((resource) => new LambdaFunction(resource, host));
  }

  /** Takes a logical id, a name, or an ARN with or without a version. */
  get(reference: string): LambdaFunction {
    const found = this.find(reference);
    if (found === undefined) throw new Error(`The template has no function ${reference}.`);
    return found;
  }

  find(reference: string): LambdaFunction | undefined {
    return this.all.find(
      ({ id, name, arn }) =>
        id === reference || name === reference || `${reference}:`.startsWith(`${arn}:`),
    );
  }

  async warm(): Promise<void> {
    await Promise.all(this.all.map((each) => each.warm()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((each) => each.stop()));
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
