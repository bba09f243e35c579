import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { Client } from '../../../lib/contract/client.ts';
import type { Scorecard } from '../../../lib/scoring/scorecard-schema.ts';
import { readCdnowFile } from '../../reference/cdnow-data.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The Node that Lambda runs; a test may have been started by another. */
const node = join(root, 'node_modules/.bin/node');

/** What a command line tool has said, and how it ended. */
export interface ToolRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A tool of infra/tools in a process of its own. */
const startTool = (tool: string, args: readonly string[]) => {
  const child = spawn(node, [join(root, 'infra/tools', tool), ...args], { cwd: root });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const ended = new Promise<ToolRun>((done, broke) => {
    child.on('error', broke);
    child.on('close', (code) => done({ code, output, errors }));
  });
  return { child, ended };
};

/** A folder with the purchases of the sample's first customers, as a file to import. */
export interface CdnowFile {
  readonly rows: number;
  readonly importTo: (url: string) => Promise<ToolRun>;
  /** Ends the import by Ctrl-C as soon as its first rows are answered. */
  readonly interruptImport: (url: string) => Promise<ToolRun>;
  /** How many rows of the result file came out as what. */
  readonly outcomes: () => Promise<Readonly<Record<string, number>>>;
  readonly remove: () => Promise<void>;
}

/** Writes the rows of customers 1 to `customers`: all there are in the sample unless said. */
export const openCdnowFile = async (customers = Number.POSITIVE_INFINITY): Promise<CdnowFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-cdnow-'));
  const [file, result] = [join(folder, 'cdnow.csv'), join(folder, 'result.csv')];
  const [header = '', ...lines] = readCdnowFile('sample').trim().split('\n');
  const rows = lines.filter((line) => Number(line.split(',')[0]) <= customers);
  await writeFile(file, [header, ...rows, ''].join('\n'));
  const start = (url: string) =>
    startTool('import.ts', [
      ...['transactions', file, '--map', 'id=id,date=date,amount=value', '--currency', 'USD'],
      ...['--source', 'cdnow', '--url', url, '--result', result],
    ]);
  return {
    rows: rows.length,
    importTo: (url) => start(url).ended,
    interruptImport: async (url) => {
      const { child, ended } = start(url);
      while (!existsSync(`${result}.checkpoint`) && child.exitCode === null) await sleep(5);
      child.kill('SIGINT');
      return ended;
    },
    outcomes: async () => {
      const counts: Record<string, number> = {};
      const records: Record<string, string>[] = parse(await readFile(result), { columns: true });
      for (const { outcome = '' } of records) counts[outcome] = (counts[outcome] ?? 0) + 1;
      return counts;
    },
    remove: () => rm(folder, { recursive: true }),
  };
};

/** Runs `npm run score` as of the end of the published calibration period. */
export const scoreAsOf = (url: string, asOf: string): Promise<ToolRun> =>
  startTool('score.ts', ['--as-of', asOf, '--url', url]).ended;

/** Scorecards as of a date, by the customer's number in the file. */
export const scorecardsAsOf = async (
  client: Client,
  asOf: string,
): Promise<ReadonlyMap<string, Scorecard>> => {
  const waiting: { readonly number: string; readonly customerId: string }[] = [];
  for (let cursor: string | undefined; ; ) {
    const { body } = await client.listCustomers({ query: { limit: 100, cursor } });
    for (const { id, externalIds } of body.data)
      waiting.push({ number: externalIds[0]?.id ?? '', customerId: id });
    if (body.nextCursor === null) break;
    cursor = body.nextCursor;
  }
  const cards = new Map<string, Scorecard>();
  const read = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { customerId, number } = next;
      const { body } = await client.getScorecard({ params: { customerId }, query: { asOf } });
      cards.set(number, body);
    }
  };
  await Promise.all(Array.from({ length: 4 }, read));
  return cards;
};
