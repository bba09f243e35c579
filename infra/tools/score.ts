import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Client, createClient } from '../../lib/contract/client.ts';
import type { Run } from '../../lib/contract/run-resource.ts';
import { patientFetch } from './patient-fetch.ts';
import { progressBar } from './progress.ts';
import { describeRun } from './run-report.ts';
import { runTool } from './run-tool.ts';
import { defaultUrl, openSession } from './session.ts';

const usage = `Usage: npm run score -- [--as-of YYYY-MM-DD] [--kind rescore|fit|rebuild] [--dry-run] [--url URL]
Starts a run, shows how far it is, and prints its report. Ctrl-C stops watching, not the run.`;

const kinds = ['rescore', 'fit', 'rebuild'] as const;
const pollMs = 500;

const readArguments = (argv: readonly string[]) => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'as-of': { type: 'string' },
      kind: { type: 'string', default: 'rescore' },
      'dry-run': { type: 'boolean', default: false },
      url: { type: 'string', default: defaultUrl },
    },
  });
  const kind = kinds.find((known) => known === values.kind);
  if (!kind) throw new Error(usage);
  return {
    url: values.url,
    request: {
      kind,
      ...(values['as-of'] ? { asOf: values['as-of'] } : {}),
      ...(values['dry-run'] ? { dryRun: true } : {}),
    },
  };
};

/** Polls until the run has ended. */
const watch = async (client: Client, runId: string): Promise<Run> => {
  const bar = progressBar(runId);
  try {
    for (;;) {
      const { body: run } = await client.getRun({ params: { runId } });
      const { done, total } = run.segments;
      const read = run.kind === 'fit' ? '' : `, ${run.counts.read} customers read`;
      bar.update(done, Math.max(total, 1), `${run.status}${read}`);
      if (run.status === 'succeeded' || run.status === 'failed') return run;
      await sleep(pollMs);
    }
  } finally {
    bar.stop();
  }
};

const main = async (): Promise<number> => {
  const { url, request } = readArguments(process.argv.slice(2));
  const client = createClient({ ...(await openSession(url)), fetch: patientFetch });
  const { body: started } = await client.startRun({ body: request });
  const run = await watch(client, started.id);
  process.stdout.write(`${describeRun(run)}\n`);
  return run.status === 'succeeded' ? 0 : 1;
};

await runTool(usage, main);
