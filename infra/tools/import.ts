import { parseArgs } from 'node:util';
import { noCurrency } from '../../lib/shared/money.ts';
import { fingerprintOf } from './checkpoint.ts';
import { importApi } from './import-api.ts';
import { type ImportOutcome, type ImportPlan, importFile } from './import-file.ts';
import {
  customerMembers,
  type ImportSettings,
  occurrenceIds,
  toCustomer,
  toPurchase,
  transactionMembers,
} from './import-row.ts';
import { parseMapping } from './mapping.ts';
import { progressBar } from './progress.ts';
import { runTool } from './run-tool.ts';
import { defaultUrl, openSession } from './session.ts';
import { table } from './table.ts';

const usage = `Usage:
  npm run import -- transactions FILE --map id=…,date=…,amount=…[,order=…][,category=…][,cost=…][,discount=…] --currency USD
  npm run import -- customers FILE --map id=…[,name=…][,email=…][,phone=…][,kind=…][,country=…][,city=…][,tags=…]
Options:
  --url URL        the API (default ${defaultUrl}; its token from CLIENTELE_TOKEN, on the laptop from the local issuer)
  --source NAME    the source in external ids (default import)
  --zone ZONE      zone of dates without a time (default: noon UTC of that date)
  --result FILE    one line a row: outcome and reason (default FILE.result.csv)`;

const readArguments = (argv: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      map: { type: 'string' },
      currency: { type: 'string' },
      url: { type: 'string', default: defaultUrl },
      source: { type: 'string', default: 'import' },
      zone: { type: 'string' },
      result: { type: 'string' },
    },
  });
  const [kind, file, ...rest] = positionals;
  if ((kind !== 'transactions' && kind !== 'customers') || !file || rest.length > 0) {
    throw new Error(usage);
  }
  if (!values.map) throw new Error(`--map is missing.\n${usage}`);
  const transactions = kind === 'transactions';
  if (transactions && !/^[A-Z]{3}$/.test(values.currency ?? '')) {
    throw new Error('--currency takes the ISO 4217 code of the amounts, such as USD.');
  }
  const settings: ImportSettings = {
    mapping: transactions
      ? parseMapping(values.map, transactionMembers, ['id', 'date', 'amount'])
      : parseMapping(values.map, customerMembers, ['id']),
    // Customers have no amounts.
    currency: values.currency ?? noCurrency,
    source: values.source,
    ...(values.zone ? { zone: values.zone } : {}),
  };
  return {
    kind,
    file,
    settings,
    url: values.url,
    resultFile: values.result ?? `${file}.result.csv`,
  };
};

const report = (outcome: ImportOutcome, resultFile: string): string => {
  const { counts, rows, resumedRows, finished } = outcome;
  const lines = [
    table(
      ['outcome', 'rows'],
      [
        ['stored', counts.stored],
        ['repeated', counts.repeated],
        ['refused', counts.refused],
        ['all', rows],
      ],
    ),
  ];
  if (resumedRows > 0) lines.push(`${resumedRows} of these rows were answered before this start.`);
  if (finished && counts.stored === 0 && counts.refused === 0) {
    lines.push('Nothing changed: every row was stored before.');
  }
  if (!finished) lines.push('Interrupted: the same command goes on from here.');
  lines.push(`Each row with its outcome: ${resultFile}`);
  return lines.join('\n');
};

const main = async (): Promise<number> => {
  const { kind, file, settings, url, resultFile } = readArguments(process.argv.slice(2));
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interruption.abort());
  }
  const session = await openSession(url);
  const api = importApi(session);
  const bar = progressBar(`import ${kind}`);
  const startedAt = Date.now();
  const common = {
    file,
    resultFile,
    fingerprint: await fingerprintOf(file, { kind, settings, baseUrl: session.baseUrl }),
    mapping: settings.mapping,
    signal: interruption.signal,
    progress: ({ bytes, totalBytes, rows, counts }) => {
      const rate = Math.round(rows / Math.max(0.001, (Date.now() - startedAt) / 1_000));
      const note = `${rows} rows, ${counts.repeated} repeated, ${counts.refused} refused, ${rate} a second`;
      bar.update(bytes, totalBytes, note);
    },
  } satisfies Partial<ImportPlan<unknown>>;
  const eventId = occurrenceIds(settings.source);
  const outcome =
    kind === 'transactions'
      ? await importFile({
          ...common,
          convert: (row) => toPurchase(row, eventId(Object.values(row)), settings),
          send: api.recordPurchases,
        })
      : await importFile({
          ...common,
          convert: (row) => toCustomer(row, settings),
          send: api.upsertCustomers,
        });
  bar.stop();
  process.stdout.write(`${report(outcome, resultFile)}\n`);
  return outcome.finished ? 0 : 130;
};

await runTool(usage, main);
