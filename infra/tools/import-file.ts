import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import {
  type Checkpoint,
  type Counts,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';
import type { Converted, CsvRow } from './import-row.ts';
import { type Mapping, requireColumns } from './mapping.ts';

/** The API's answer to one row of a batch. */
export interface RowResult {
  readonly status: number;
  readonly id?: string | undefined;
  readonly problem?: { readonly code: string; readonly detail: string } | undefined;
}

export interface ImportPlan<T> {
  readonly file: string;
  readonly resultFile: string;
  readonly fingerprint: string;
  readonly mapping: Mapping;
  /** Converts a row. It is called for every row from the first one on, also on a resumed import. */
  readonly convert: (row: CsvRow) => Converted<T>;
  /** Sends up to `batchSize` rows and answers in their order. */
  readonly send: (rows: readonly T[]) => Promise<readonly RowResult[]>;
  readonly progress: (state: {
    readonly bytes: number;
    readonly totalBytes: number;
    readonly rows: number;
    readonly counts: Counts;
  }) => void;
  /** Ends the import after the rows that are under way; what is answered is kept. */
  readonly signal: AbortSignal;
}

export interface ImportOutcome {
  readonly rows: number;
  readonly counts: Counts;
  /** Rows that an earlier, interrupted import had answered. */
  readonly resumedRows: number;
  readonly finished: boolean;
}

/**
 * Half of what the API takes: a batch that outlives its function, on a busy laptop say, is refused as
 * busy and sent again, and its rows come back as repeated.
 */
const batchSize = 50;
const batchesAtOnce = 4;
const resultColumns = ['row', 'outcome', 'status', 'id', 'reason'];

interface Line {
  readonly row: number;
  readonly result: RowResult;
}

const outcomeOf = ({ status }: RowResult): keyof Counts => {
  if (status === 201) return 'stored';
  return status === 200 ? 'repeated' : 'refused';
};

/** Spreadsheets run cells that begin with these as formulas: a quote in front keeps them text. */
const asText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const toCsv = (lines: readonly Line[]): string =>
  stringify(
    lines.map(({ row, result }) => [
      row,
      outcomeOf(result),
      result.status || '',
      result.id ?? '',
      asText(result.problem ? `${result.problem.code}: ${result.problem.detail}` : ''),
    ]),
  );

/**
 * Streams a CSV file through the API in batches and writes one line a row into the result file. The
 * checkpoint moves only over answered rows, so an interrupted import goes on where it was; rows that
 * were sent but not noted are sent again, and the API answers them as repeated.
 */
export const importFile = async <T>(plan: ImportPlan<T>): Promise<ImportOutcome> => {
  const checkpointFile = `${plan.resultFile}.checkpoint`;
  const before = await readCheckpoint(checkpointFile, plan.fingerprint);
  const sink = await open(plan.resultFile, before ? 'r+' : 'w');
  try {
    let state: Checkpoint = before ?? {
      fingerprint: plan.fingerprint,
      rows: 0,
      resultBytes: await append(sink, 0, stringify([resultColumns])),
      counts: { stored: 0, repeated: 0, refused: 0 },
    };
    const totalBytes = (await stat(plan.file)).size;
    for await (const { lines, bytes } of answered(plan, state.rows)) {
      state = {
        fingerprint: plan.fingerprint,
        rows: state.rows + lines.length,
        resultBytes: await append(sink, state.resultBytes, toCsv(lines)),
        counts: count(state.counts, lines),
      };
      await writeCheckpoint(checkpointFile, state);
      plan.progress({ bytes, totalBytes, rows: state.rows, counts: state.counts });
    }
    await sink.truncate(state.resultBytes);
    const finished = !plan.signal.aborted;
    if (finished) await removeCheckpoint(checkpointFile);
    return { rows: state.rows, counts: state.counts, resumedRows: before?.rows ?? 0, finished };
  } finally {
    await sink.close();
  }
};

const append = async (
  sink: Awaited<ReturnType<typeof open>>,
  position: number,
  text: string,
): Promise<number> => {
  const { bytesWritten } = await sink.write(text, position);
  return position + bytesWritten;
};

const count = (counts: Counts, lines: readonly Line[]): Counts => {
  const next = { ...counts };
  for (const { result } of lines) next[outcomeOf(result)] += 1;
  return next;
};

/** Reads, converts and sends rows, several batches at once, and yields the answers in file order. */
async function* answered<T>(
  plan: ImportPlan<T>,
  skip: number,
): AsyncGenerator<{ lines: readonly Line[]; bytes: number }> {
  const source = createReadStream(plan.file);
  const parser = source.pipe(
    parse({
      bom: true,
      columns: (header: string[]) => {
        requireColumns(plan.mapping, header);
        return header;
      },
      skip_empty_lines: true,
      trim: true,
    }),
  );
  source.on('error', (error) => parser.destroy(error));
  let row = 0;
  let rows: { row: number; converted: Converted<T> }[] = [];
  let batches: (typeof rows)[] = [];
  for await (const record of parser as AsyncIterable<CsvRow>) {
    row += 1;
    const converted = plan.convert(record);
    if (row <= skip) continue;
    rows.push({ row, converted });
    if (rows.length < batchSize) continue;
    batches.push(rows);
    rows = [];
    if (batches.length < batchesAtOnce) continue;
    yield { lines: await sendAll(plan, batches), bytes: parser.info.bytes };
    batches = [];
    if (plan.signal.aborted) return;
  }
  if (rows.length > 0) batches.push(rows);
  if (batches.length > 0) yield { lines: await sendAll(plan, batches), bytes: parser.info.bytes };
}

const sendAll = async <T>(
  plan: ImportPlan<T>,
  batches: readonly (readonly { row: number; converted: Converted<T> }[])[],
): Promise<readonly Line[]> =>
  (await Promise.all(batches.map((rows) => sendBatch(plan, rows)))).flat();

const sendBatch = async <T>(
  plan: ImportPlan<T>,
  rows: readonly { row: number; converted: Converted<T> }[],
): Promise<readonly Line[]> => {
  const values = rows.flatMap(({ converted }) => ('value' in converted ? [converted.value] : []));
  const results = values.length > 0 ? [...(await plan.send(values))] : [];
  return rows.map(({ row, converted }) => ({
    row,
    result: 'value' in converted ? expectResult(results.shift()) : refusedHere(converted.refused),
  }));
};

const expectResult = (result: RowResult | undefined): RowResult => {
  if (!result) throw new Error('the API answered fewer rows than were sent');
  return result;
};

/** A row that was not sent; it has no HTTP status. */
const refusedHere = (reason: string): RowResult => ({
  status: 0,
  problem: { code: 'unreadable_row', detail: reason },
});
