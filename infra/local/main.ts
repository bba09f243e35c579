/** `npm start`: synthesizes the deployment and serves it on this machine until it is told to stop. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '../synth.ts';
import { loadDemo } from '../tools/demo.ts';
import { openSession } from '../tools/session.ts';
import { parseArguments, type StartArguments, usage } from './arguments.ts';
import { checkRoutes } from './check-routes.ts';
import { type Runtime, startRuntime } from './runtime.ts';

// Lambda runs in UTC.
process.env['TZ'] = 'UTC';

const parentPid = process.ppid;
let runtime: Runtime | undefined;
let ending = false;

async function main(): Promise<void> {
  const settings = readArguments();
  const work = resolve(import.meta.dirname, '../../.cache', `start-${process.pid}`);
  mkdirSync(work, { recursive: true });
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => void end(0));
  // A shell between npm and this process may swallow the signal; then it is the parent that goes.
  setInterval(() => process.ppid !== parentPid && void end(0), 500).unref();
  try {
    await serve(settings, work);
  } catch (error) {
    if (!ending) await fail(error);
  }
}

async function serve(settings: StartArguments, work: string): Promise<void> {
  const { currency, zone, port, dataDir, verbose } = settings;
  const outdir = join(work, 'synth');
  const outboxDir = resolve(dataDir ?? join(import.meta.dirname, '../../.cache'), 'outbox');
  const context = { mailFrom: 'feedback@clientele.example' };
  const { templates, assetsDir } = await synthesize({ currency, zone, outdir, context });
  const started = await startRuntime({
    ...{ templates, assetsDir, port, verbose, outboxDir },
    ...(dataDir !== undefined && { dataDir: resolve(dataDir) }),
  });
  runtime = started;
  // The signal may have come while it started.
  if (ending) return await started.stop();
  await checkRoutes(started);
  if (settings.demo) {
    const progress = (note: string) => process.stderr.write(`demo: ${note}\n`);
    const session = await openSession(started.url, {});
    await loadDemo({ session, currency, nowMs: started.clock.now(), progress });
  }
  process.stderr.write(`e-mails are written to ${outboxDir}\n`);
  process.stdout.write(`ready ${started.url}\n`);
}

function readArguments(): StartArguments {
  try {
    return parseArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\nUsage: ${usage}\n`);
    process.exit(2);
  }
}

async function fail(error: unknown): Promise<void> {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await runtime?.stop();
  process.exit(code);
}

await main();
