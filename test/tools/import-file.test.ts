import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportPlan, importFile } from '../../infra/tools/import-file.ts';
import type { CsvRow } from '../../infra/tools/import-row.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterEach(() => rm(folder, { recursive: true }));

const rows = (count: number) =>
  ['id,note', ...Array.from({ length: count }, (_, i) => `${i + 1},n${i + 1}`)].join('\n');

const plan = async (count: number, more: Partial<ImportPlan<CsvRow>> = {}) => {
  const file = join(folder, 'rows.csv');
  await writeFile(file, rows(count));
  return {
    file,
    resultFile: join(folder, 'rows.result.csv'),
    fingerprint: 'f1',
    mapping: { id: 'id' },
    convert: (row: CsvRow) => ({ value: row }),
    send: async (sent: readonly CsvRow[]) => sent.map(({ id }) => ({ status: 201, id })),
    progress: () => undefined,
    signal: new AbortController().signal,
    ...more,
  } satisfies ImportPlan<CsvRow>;
};

const resultRows = async () =>
  parse(await readFile(join(folder, 'rows.result.csv'), 'utf8'), { columns: true }) as CsvRow[];

describe('importFile', () => {
  it('writes one result line a row, in file order, with the reason of each refusal', async () => {
    const outcome = await importFile(
      await plan(1_050, {
        convert: (row) => (row['id'] === '7' ? { refused: 'bad row' } : { value: row }),
        send: async (sent) =>
          sent.map(({ id }) =>
            id === '8'
              ? { status: 422, problem: { code: 'invalid_request', detail: '=1+1' } }
              : { status: id === '9' ? 200 : 201, id },
          ),
      }),
    );
    expect(outcome).toEqual({
      rows: 1_050,
      counts: { stored: 1_047, repeated: 1, refused: 2 },
      resumedRows: 0,
      finished: true,
    });
    const lines = await resultRows();
    expect(lines.map((line) => line['row'])).toEqual(lines.map((_, i) => String(i + 1)));
    expect(lines[6]).toMatchObject({ outcome: 'refused', reason: 'unreadable_row: bad row' });
    expect(lines[7]).toMatchObject({ outcome: 'refused', status: '422' });
    expect(lines[8]).toMatchObject({ outcome: 'repeated' });
  });

  it('goes on after an interruption without sending answered rows again', async () => {
    const stop = new AbortController();
    const first = await importFile(
      await plan(1_000, { signal: stop.signal, progress: () => stop.abort() }),
    );
    expect(first).toMatchObject({ rows: 200, finished: false });
    const sent: string[] = [];
    const second = await importFile(
      await plan(1_000, {
        send: async (values) => {
          sent.push(...values.map(({ id }) => id ?? ''));
          return values.map(({ id }) => ({ status: 201, id }));
        },
      }),
    );
    expect(second).toEqual({
      rows: 1_000,
      counts: { stored: 1_000, repeated: 0, refused: 0 },
      resumedRows: 200,
      finished: true,
    });
    expect(sent.length).toBe(800);
    expect((await resultRows()).map((line) => line['id'])).toEqual(
      Array.from({ length: 1_000 }, (_, i) => String(i + 1)),
    );
  });

  it('goes on after a failed request, and from the beginning when the file or the settings changed', async () => {
    let calls = 0;
    const failing = await plan(900, {
      send: async (values) => {
        calls += 1;
        if (calls > 5) throw new Error('cut');
        return values.map(({ id }) => ({ status: 201, id }));
      },
    });
    await expect(importFile(failing)).rejects.toThrow('cut');
    const resumed = await importFile(await plan(900));
    expect(resumed).toMatchObject({ resumedRows: 200, rows: 900 });
    await expect(importFile(failing)).rejects.toThrow('cut');
    expect(await importFile(await plan(900, { fingerprint: 'f2' }))).toMatchObject({
      resumedRows: 0,
      rows: 900,
    });
    expect(await resultRows()).toHaveLength(900);
  });

  it('says which column is missing before anything is sent', async () => {
    await expect(importFile(await plan(3, { mapping: { id: 'nr' } }))).rejects.toThrow(
      'no column nr',
    );
  });
});
