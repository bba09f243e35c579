import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import type { WindowCut } from '../../lib/churn/churn-case.ts';
import { cutWindows } from '../../lib/churn/cut-windows.ts';
import { type HoldOutOutcome, holdOutOf } from '../../lib/evaluation/hold-out.ts';
import { type CustomerLedger, type Past, pastOf } from '../../lib/evaluation/past.ts';
import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import { defaultChurnSettings } from '../../lib/scoring/policy/churn.ts';
import { minorDigits } from '../../lib/shared/money.ts';
import { businessDay, dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { type CsvRow, type PurchaseRow, toPurchase } from './import-row.ts';
import { type Mapping, requireColumns } from './mapping.ts';
import type { ProgressBar } from './progress.ts';

/** What to read and where to cut it. */
export interface BacktestFile {
  readonly file: string;
  /** Null: found by the names of the columns. */
  readonly mapping: Mapping | null;
  readonly currency: string;
  /** Zone of dates without a time; the business day of instants. */
  readonly zone: string;
  /** Last day that the models know; null: the window that a night would keep back. */
  readonly calibrateTo: string | null;
  readonly horizonDays: number;
}

export interface BacktestOutcome {
  readonly rows: number;
  readonly refusals: readonly string[];
  readonly customers: number;
  readonly outcome: HoldOutOutcome;
}

/** Names that columns of transactions usually have, the surest first. */
const usualNames: Readonly<Record<'id' | 'date' | 'amount', readonly string[]>> = {
  id: ['id', 'customer_id', 'customer', 'cust', 'customerid'],
  date: ['date', 'occurred_at', 'when', 'timestamp'],
  amount: ['amount', 'value', 'price', 'revenue', 'sales'],
};

/** Not a name that a column of a file can have: rows of files without amounts are given a zero under it. */
const noAmount = '\u0000amount';

const findMapping = (columns: readonly string[]): Mapping => {
  const find = (member: keyof typeof usualNames): string | undefined =>
    usualNames[member].flatMap(
      (name) => columns.find((column) => column.trim().toLowerCase() === name) ?? [],
    )[0];
  const [id, date] = [find('id'), find('date')];
  if (id === undefined || date === undefined) {
    throw new Error(
      `The columns are ${columns.join(', ')}: name them with --map id=…,date=…,amount=….`,
    );
  }
  return { id, date, amount: find('amount') ?? noAmount };
};

const eventOf = (
  { id, externalId, occurredAt, orderId, amount }: PurchaseRow,
  zone: string,
): LedgerEvent => ({
  type: 'purchase',
  ledgerId: externalId.id,
  eventId: id,
  customerId: externalId.id,
  occurredAt,
  day: businessDay(occurredAt, zone),
  recordedAt: occurredAt,
  hash: '',
  by: externalId.id,
  orderId,
  amount: amount.amount,
});

interface ReadLedgers {
  readonly ledgers: readonly CustomerLedger[];
  readonly rows: number;
  /** Rows that are no purchases, and why. */
  readonly refusals: readonly string[];
}

const rowsBetweenUpdates = 5_000;

const open = (file: string) => {
  const source = createReadStream(file);
  const options = { columns: true, bom: true, trim: true, skip_empty_lines: true } as const;
  return { source, rows: source.pipe(parse(options)) };
};

/** Ledgers under ids that keep the order of the customers' first rows: ties of ranks are split by it. */
const numbered = (byCustomer: ReadonlyMap<string, readonly LedgerEvent[]>) => {
  const width = String(byCustomer.size).length;
  return [...byCustomer.values()].map((events, index) => ({
    customerId: String(index).padStart(width, '0'),
    events,
  }));
};

const append = (byCustomer: Map<string, LedgerEvent[]>, event: LedgerEvent): void => {
  const events = byCustomer.get(event.customerId);
  if (events) events.push(event);
  else byCustomer.set(event.customerId, [event]);
};

/** Reads a file of transactions as the import would. */
const readLedgers = async (
  { file, mapping: given, currency, zone }: BacktestFile,
  bar: ProgressBar,
): Promise<ReadLedgers> => {
  const { size } = await stat(file);
  const { source, rows: parsed } = open(file);
  const byCustomer = new Map<string, LedgerEvent[]>();
  let mapping = given;
  let rows = 0;
  const refusals: string[] = [];
  for await (const record of parsed) {
    const row = record as CsvRow; // csv-parse gives text by column name.
    if (rows === 0 && given) requireColumns(given, Object.keys(row));
    mapping ??= findMapping(Object.keys(row));
    rows += 1;
    const settings = { mapping, currency, source: 'file', zone };
    const converted = toPurchase({ ...row, [noAmount]: '0' }, `row${rows}`, settings);
    if ('refused' in converted) refusals.push(`row ${rows}: ${converted.refused}`);
    else append(byCustomer, eventOf(converted.value, zone));
    if (rows % rowsBetweenUpdates === 0) bar.update(source.bytesRead, size, `${rows} rows`);
  }
  return { ledgers: numbered(byCustomer), rows, refusals };
};

const lastDayOf = (ledgers: readonly CustomerLedger[]): number =>
  ledgers.reduce(
    (last, { events }) => events.reduce((latest, { day }) => Math.max(latest, day), last),
    Number.NEGATIVE_INFINITY,
  );

const cutOf = ({ calibrateTo, horizonDays }: BacktestFile, past: Past): WindowCut => {
  if (calibrateTo === null) {
    const { holdOut } = cutWindows(past, horizonDays);
    if (holdOut === null) throw new Error('The data are too short to be cut into past and future.');
    return holdOut;
  }
  const cut = { cutDay: dateToDay(calibrateTo), windowDays: horizonDays };
  const end = cut.cutDay + horizonDays;
  if (cut.cutDay < past.firstDay || end > past.lastDay) {
    throw new Error(
      `The data run from ${dayToDate(past.firstDay)} to ${dayToDate(past.lastDay)}; the window would end on ${dayToDate(end)}.`,
    );
  }
  return cut;
};

/** Each look at the past folds all ledgers and is followed by fits: the steps of a back-test. */
const looksAtMost = 7;

const counted = (past: Past, bar: ProgressBar): Past => {
  let looks = 0;
  return {
    ...past,
    casesAt: (cut) => {
      bar.update(Math.min(looks, looksAtMost - 1), looksAtMost, `as of ${dayToDate(cut.cutDay)}`);
      looks += 1;
      return past.casesAt(cut);
    },
  };
};

/** Arrivals do not matter in a file: everything in it is known. */
const always = '9999-12-31T23:59:59.999Z';

/** Runs the night's evaluation on a file: the same code, cut where the caller says. */
export const backtestFile = async (
  plan: BacktestFile,
  barFor: (label: string) => ProgressBar,
): Promise<BacktestOutcome> => {
  const reading = barFor('read');
  const { ledgers, rows, refusals } = await readLedgers(plan, reading);
  reading.stop();
  if (ledgers.length === 0) throw new Error(`The file holds no purchase. ${refusals[0] ?? ''}`);
  const { contractGraceDays } = defaultChurnSettings;
  const past = pastOf(ledgers, {
    ...{ lastDay: lastDayOf(ledgers), knownAt: always, contractGraceDays },
  });
  const working = barFor('back-test');
  const outcome = holdOutOf(counted(past, working), cutOf(plan, past), {
    contractGraceDays,
    wanted: 'auto',
    currencyExponent: minorDigits(plan.currency),
    active: null,
  });
  working.stop();
  return { rows, refusals, customers: ledgers.length, outcome };
};
