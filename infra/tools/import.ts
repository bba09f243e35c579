import { parseArgs } from 'node:util';
import { noCurrency } from '../../lib/shared/money.ts';
import { fingerprintOf } from './checkpoint.ts';
import { type ImportApi, importApi } from './import-api.ts';
import { type ImportOutcome, type ImportPlan, importFile } from './import-file.ts';
import {
  type CsvRow,
  customerMembers,
  type ImportSettings,
  occurrenceIds,
  toCustomer,
  toPurchase,
  transactionMembers,
} from './import-row.ts';
import { type Mapping, parseMapping } from './mapping.ts';
import { progressBar } from './progress.ts';
import { reviewSourceOf, toReview } from './review-sources.ts';
import { runTool } from './run-tool.ts';
import { defaultUrl, openSession } from './session.ts';
import { table } from './table.ts';

const usage = `Usage:
  npm run import -- transactions FILE --map id=…,date=…,amount=…[,order=…][,category=…][,cost=…][,discount=…] --currency USD
  npm run import -- customers FILE --map id=…[,name=…][,email=…][,phone=…][,kind=…][,country=…][,city=…][,tags=…]
  npm run import -- reviews FILE --source NAME [--like stars|posts] [--map id=…,date=…[,rating=…][,text=…][,author=…][,handle=…][,email=…][,phone=…][,city=…][,language=…][,url=…][,order=…]] [--scale 1..5]
Options:
  --url URL        the API (default ${defaultUrl}; its token from CLIENTELE_TOKEN, on the laptop from the local issuer)
  --source NAME    the source in external ids, the platform of reviews (default import)
  --like NAME      columns and scale of reviews: stars (id, date, rating, text, author; 1..5) or posts (id, date, text, handle, url)
  --scale LOW..HIGH  worst and best rating of reviews
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
      like: { type: 'string' },
      scale: { type: 'string' },
    },
  });
  const [kind, file, ...rest] = positionals;
  if (!isKind(kind) || !file || rest.length > 0) throw new Error(usage);
  const common = { file, url: values.url, resultFile: values.result ?? `${file}.result.csv` };
  if (kind === 'reviews') {
    const review = reviewSourceOf(values);
    const { mapping } = review;
    return { ...common, kind, review, settings: settingsOf(values, mapping) };
  }
  if (!values.map) throw new Error(`--map is missing.\n${usage}`);
  const transactions = kind === 'transactions';
  if (transactions && !/^[A-Z]{3}$/.test(values.currency ?? '')) {
    throw new Error('--currency takes the ISO 4217 code of the amounts, such as USD.');
  }
  const mapping = transactions
    ? parseMapping(values.map, transactionMembers, ['id', 'date', 'amount'])
    : parseMapping(values.map, customerMembers, ['id']);
  return { ...common, kind, settings: settingsOf(values, mapping) };
};

const kinds = ['transactions', 'customers', 'reviews'] as const;
const isKind = (text: string | undefined): text is (typeof kinds)[number] =>
  kinds.some((kind) => kind === text);

const settingsOf = (
  {
    currency,
    source,
    zone,
  }: {
    readonly currency?: string | undefined;
    readonly source: string;
    readonly zone?: string | undefined;
  },
  mapping: Mapping,
): ImportSettings => ({
  mapping,
  // Customers and reviews have no amounts.
  currency: currency ?? noCurrency,
  source,
  ...(zone ? { zone } : {}),
});

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

type Wanted = ReturnType<typeof readArguments>;
type Common = Omit<ImportPlan<unknown>, 'convert' | 'send'>;

const importRows = (wanted: Wanted, api: ImportApi, common: Common): Promise<ImportOutcome> => {
  const { settings } = wanted;
  if (wanted.kind === 'reviews') {
    const convert = (row: CsvRow) => toReview(row, wanted.review, settings);
    return importFile({ ...common, convert, send: api.takeReviews });
  }
  if (wanted.kind === 'customers') {
    const convert = (row: CsvRow) => toCustomer(row, settings);
    return importFile({ ...common, convert, send: api.upsertCustomers });
  }
  const eventId = occurrenceIds(settings.source);
  const convert = (row: CsvRow) => toPurchase(row, eventId(Object.values(row)), settings);
  return importFile({ ...common, convert, send: api.recordPurchases });
};

const main = async (): Promise<number> => {
  const wanted = readArguments(process.argv.slice(2));
  const { kind, file, settings, url, resultFile } = wanted;
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
    fingerprint: await fingerprintOf(file, {
      kind,
      settings,
      ...('review' in wanted ? { review: wanted.review } : {}),
      baseUrl: session.baseUrl,
    }),
    mapping: settings.mapping,
    signal: interruption.signal,
    progress: ({ bytes, totalBytes, rows, counts }) => {
      const rate = Math.round(rows / Math.max(0.001, (Date.now() - startedAt) / 1_000));
      const note = `${rows} rows, ${counts.repeated} repeated, ${counts.refused} refused, ${rate} a second`;
      bar.update(bytes, totalBytes, note);
    },
  } satisfies Common;
  const outcome = await importRows(wanted, api, common);
  bar.stop();
  process.stdout.write(`${report(outcome, resultFile)}\n`);
  return outcome.finished ? 0 : 130;
};

await runTool(usage, main);
