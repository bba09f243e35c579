import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsyncInvoker } from './async-invoke.ts';
import { Buckets } from './buckets.ts';
import { Checkpoints } from './checkpoints.ts';
import { type Clock, createClock } from './clock.ts';
import { startDynamoDb } from './dynamodb.ts';
import { dynamoService } from './dynamodb-service.ts';
import { DynamoUpstream } from './dynamodb-upstream.ts';
import { EventBus } from './event-bus.ts';
import { Faults } from './faults.ts';
import { Functions } from './functions.ts';
import { Gateway } from './gateway.ts';
import { HttpServer } from './http-server.ts';
import { Access } from './iam.ts';
import { Issuer } from './issuer.ts';
import { refuseUnknown } from './known-resources.ts';
import { answerLocally } from './local-api.ts';
import { Outbox } from './outbox.ts';
import { Queues } from './queues.ts';
import { Scheduler } from './scheduler.ts';
import { secretsService } from './secrets.ts';
import { Services } from './services.ts';
import { StateMachines } from './state-machines.ts';
import { Streams } from './streams.ts';
import { createTables, type LocalTable } from './tables.ts';
import { type ResolvedTemplate, resolveTemplate } from './template.ts';

export type RuntimeOptions = {
  /** The stacks of one deployment, as `synthesize` gives them. */
  templates: readonly { template: unknown }[];
  assetsDir: string;
  /** A free one when it is not given. */
  port?: number;
  /** Where data outlives the process; in memory when it is not given. */
  dataDir?: string;
  /** Where e-mails are written that would be sent; only kept in memory when it is not given. */
  outboxDir?: string;
  region?: string;
  /** Where the clock starts (milliseconds); real time when it is not given. */
  now?: number;
  /** A DynamoDB Local that runs already; several runtimes share it by different `namePrefix`. */
  dynamoDbEndpoint?: string;
  namePrefix?: string;
  /** Names the database in a DynamoDB Local that keeps one for each access key. */
  databaseKey?: string;
  /** Instead of the waits between retries that state machines state. */
  retryDelayMs?: number;
  /** Forward every line that functions write, not only warnings. */
  verbose?: boolean;
  log?: (line: string) => void;
};

/** A running deployment on this machine. */
export type Runtime = {
  url: string;
  /** Where DynamoDB Local answers without grants and faults, for looking at items in tests. */
  dynamoDbEndpoint: string;
  /** The access key that the database of this deployment goes by. */
  databaseKey: string;
  template: ResolvedTemplate;
  tables: LocalTable[];
  functions: Functions;
  gateway: Gateway;
  issuer: Issuer;
  access: Access;
  faults: Faults;
  services: Services;
  bus: EventBus;
  outbox: Outbox;
  queues: Queues;
  buckets: Buckets;
  streams: Streams;
  scheduler: Scheduler;
  machines: StateMachines;
  clock: Clock;
  /** Resolves when streams are read, messages are handled and executions have ended. */
  settled: () => Promise<void>;
  stop: () => Promise<void>;
};

/** What has to be ended, in the order of its start. */
type Closers = (() => Promise<void> | void)[];

/** Serves synthesized templates on this machine. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const closers: Closers = [];
  try {
    return await start(options, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function start(options: RuntimeOptions, closers: Closers): Promise<Runtime> {
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const server = new HttpServer();
  await server.listen(options.port ?? 0);
  closers.push(() => server.close());
  const template = resolveTemplate(
    options.templates.map((stack) => stack.template),
    {
      apiEndpoint: server.url,
      ...(options.region !== undefined && { region: options.region }),
      ...(options.namePrefix !== undefined && { namePrefix: options.namePrefix }),
    },
  );
  refuseUnknown(template);
  const storage = await openStorage(options, closers);
  const clock = createClock(options.now);
  const access = new Access(template);
  const faults = new Faults();
  const services = new Services({ access, faults, functions: () => functions });
  const endpoint = await services.listen();
  closers.push(() => services.close());
  const functions = new Functions(template, {
    assetsDir: options.assetsDir,
    clock,
    endpoint,
    verbose: options.verbose ?? false,
    log,
  });
  const { upstream } = storage;
  const tables = await createTables(template, upstream);
  const queues = new Queues(template);
  const buckets = new Buckets(template, storage.bucketsDir);
  const invoker = new AsyncInvoker(template, { functions, queues, log });
  const bus = new EventBus({ template, invoker, queues, clock });
  const retryDelayMs = options.retryDelayMs;
  const machines = new StateMachines({ template, functions, access, clock, retryDelayMs });
  closers.push(() => machines.stop());
  const scheduler = new Scheduler({ template, clock, access, machines, invoker, queues, log });
  const checkpoints = new Checkpoints(storage.file('checkpoints.json'));
  const streams = new Streams({
    ...{ template, tables, functions, access, queues, buckets, upstream, checkpoints, log },
  });
  const issuer = await Issuer.create({ template, functions });
  const gateway = new Gateway({ template, functions, issuer, clock });
  services.add(dynamoService({ upstream, region: template.region, account: template.account }));
  services.add(secretsService(template, storage.file('secrets.json')));
  const outbox = new Outbox({ folder: options.outboxDir, clock });
  services.add(bus.service());
  services.add(outbox.service(template));
  services.add(machines.service());
  closers.push(async () => {
    // What a stream's function is in the middle of would otherwise be waited for.
    const stopped = streams.stop();
    await functions.stop();
    await stopped;
  });
  await functions.warm();
  streams.start();
  scheduler.start();
  closers.push(() => scheduler.stop());
  server.use(async (request) =>
    request.url?.startsWith('/_local/')
      ? await answerLocally({ issuer, bus, outbox, scheduler, clock }, request)
      : await gateway.handle(request),
  );
  return {
    url: server.url,
    dynamoDbEndpoint: storage.endpoint,
    databaseKey: databaseKeyOf(options),
    ...{ template, tables, functions, gateway, issuer, access, faults, services },
    ...{ bus, outbox, queues, buckets, streams, scheduler, machines, clock },
    settled: () => settle({ streams, invoker, machines, functions, scheduler }),
    stop: () => closeAll(closers),
  };
}

const databaseKeyOf = ({ databaseKey }: RuntimeOptions): string => databaseKey ?? 'runtime';

type Storage = {
  endpoint: string;
  upstream: DynamoUpstream;
  bucketsDir: string;
  /** A file in the data directory; undefined when nothing is kept. */
  file: (name: string) => string | undefined;
};

async function openStorage(options: RuntimeOptions, closers: Closers): Promise<Storage> {
  const { dataDir, dynamoDbEndpoint } = options;
  let endpoint = dynamoDbEndpoint;
  if (endpoint === undefined) {
    const database = await startDynamoDb(
      dataDir === undefined ? {} : { dataDir: join(dataDir, 'dynamodb') },
    );
    closers.push(database.stop);
    endpoint = database.endpoint;
  }
  const upstream = new DynamoUpstream(endpoint, databaseKeyOf(options));
  closers.push(() => upstream.close());
  if (dataDir !== undefined) {
    const file = (name: string) => join(dataDir, name);
    return { endpoint, upstream, bucketsDir: file('buckets'), file };
  }
  const bucketsDir = await mkdtemp(join(tmpdir(), 'clientele-buckets-'));
  closers.push(() => rm(bucketsDir, { recursive: true, force: true }));
  return { endpoint, upstream, bucketsDir, file: () => undefined };
}

type Parts = 'streams' | 'machines' | 'functions' | 'scheduler';
type Busy = Pick<Runtime, Parts> & { invoker: AsyncInvoker };

/** What one part hands over keeps another busy, so it is quiet only when nothing was invoked. */
async function settle({ streams, invoker, machines, functions, scheduler }: Busy): Promise<void> {
  const invocations = () => functions.all.reduce((sum, each) => sum + each.invocations, 0);
  for (let before = -1; before !== invocations(); ) {
    before = invocations();
    await scheduler.settled();
    await machines.settled();
    // What a function that is still at work writes leads on through the streams.
    await invoker.settled();
    await streams.settled();
    await invoker.settled();
  }
}

/** Ends in reverse order of start; a second call has nothing left to do. */
async function closeAll(closers: Closers): Promise<void> {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
}
