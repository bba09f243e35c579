import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtestChart } from '../../infra/tools/backtest-chart.ts';
import { backtestFile } from '../../infra/tools/backtest-file.ts';
import { describeBacktest } from '../../infra/tools/backtest-report.ts';
import { smallShop } from '../jobs/support/shop.ts';

const root = resolve(import.meta.dirname, '../..');
const silent = () => ({ update: () => undefined, stop: () => undefined });

const shop = smallShop(150, '2026-02-28');
const rowsWith = (line: (id: string, date: string, amount: number) => string): string =>
  [...shop]
    .flatMap(([id, purchases]) => purchases.map(({ date, amount }) => line(id, date, amount)))
    .join('\n');

let folder: string;
const write = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clientele-backtest-'));
});
afterAll(() => rm(folder, { recursive: true }));

const plan = {
  ...{ mapping: null, currency: 'CNY', zone: 'UTC', horizonDays: 60 },
  calibrateTo: '2025-12-28',
};

const outcomeOf = async (file: string, over: Partial<typeof plan> = {}) =>
  backtestFile({ ...plan, ...over, file }, silent);

describe('npm run backtest', () => {
  it('reads a file by the usual names of its columns, and another one by a mapping, to the same result', async () => {
    const plain = await write(
      'plain.csv',
      `id,date,value\n${rowsWith((id, date, amount) => `${id},${date},${amount / 100}`)}\n`,
    );
    const own = await write(
      'own.csv',
      `when,whom,paid\n${rowsWith((id, date, amount) => `${date.replaceAll('-', '')},${id},${amount / 100}`)}\n`,
    );
    const mapping = { id: 'whom', date: 'when', amount: 'paid' };
    const first = await outcomeOf(plain);
    expect(first.outcome.holdOut).toMatchObject({
      window: { cut: '2025-12-28', end: '2026-02-26', days: 60 },
    });
    const second = await backtestFile({ ...plan, mapping, file: own }, silent);
    expect(second.outcome).toEqual(first.outcome);
  });

  it('reads dates without amounts, and says nothing of spend then', async () => {
    const file = await write(
      'dates.csv',
      `cust,date\n${rowsWith((id, date) => `${id},${date}`)}\n`,
    );
    const { outcome, refusals } = await outcomeOf(file);
    expect(refusals).toEqual([]);
    expect(outcome.holdOut?.published.spend).toBeNull();
  });

  it('counts rows that are no purchases, and says why the cut cannot be made', async () => {
    const text = `id,date,value\n${rowsWith((id, date) => `${id},${date},1`)}\nx,never,1\n`;
    const file = await write('odd.csv', text);
    expect((await outcomeOf(file)).refusals).toEqual([
      expect.stringContaining('"never" is no date'),
    ]);
    await expect(outcomeOf(file, { calibrateTo: '2026-02-20' })).rejects.toThrow(
      'the window would end on 2026-04-21',
    );
    const strange = await write('strange.csv', 'a,b\n1,2\n');
    await expect(outcomeOf(strange)).rejects.toThrow('name them with --map');
  });

  it('draws a chart that stands alone: well-formed, everything inside, a mark for each tenth', async () => {
    const file = await write(
      'chart.csv',
      `id,date,value\n${rowsWith((id, date) => `${id},${date},1`)}\n`,
    );
    const { holdOut } = (await outcomeOf(file)).outcome;
    if (holdOut === null) throw new Error('there is enough to evaluate');
    const svg = backtestChart(holdOut);
    const opened = [...svg.matchAll(/<([a-z]+)[\s>]/g)].length;
    const closed = [...svg.matchAll(/<\/[a-z]+>|\/>/g)].length;
    expect(opened).toBe(closed);
    expect(svg).not.toMatch(/href|NaN|undefined|Infinity/);
    for (const [, x, y] of svg.matchAll(/<(?:circle c|text )x="([\d.-]+)" (?:c)?y="([\d.-]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(960);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeLessThanOrEqual(500);
    }
    const marks = [...svg.matchAll(/<circle/g)].length;
    expect(marks).toBeGreaterThanOrEqual(holdOut.published.risk.calibration.length + 11);
    const tables = describeBacktest(holdOut);
    for (const name of ['pareto-nbd', 'naive: recency', 'naive: RFM quintile sum', 'tenth by risk'])
      expect(tables).toContain(name);
  });

  it('prints tables, writes the chart, and refuses what it does not understand', async () => {
    const file = await write(
      'run.csv',
      `id,date,value\n${rowsWith((id, date) => `${id},${date},1`)}\n`,
    );
    const run = (args: readonly string[]) =>
      new Promise<{ code: number | null; output: string; errors: string }>((done) => {
        const tool = join(root, 'infra/tools/backtest.ts');
        const node = join(root, 'node_modules/.bin/node');
        const child = execFile(node, [tool, ...args], { cwd: folder }, (_, output, errors) =>
          done({ code: child.exitCode, output, errors }),
        );
      });
    const good = await run([
      file,
      '--calibrate-to',
      '2025-12-28',
      '--horizon',
      '60',
      '--svg',
      'out.svg',
    ]);
    expect(good).toMatchObject({ code: 0 });
    expect(good.output).toContain('Known until 2025-12-28, predicted until 2026-02-26 (60 days)');
    expect(await readFile(join(folder, 'out.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, errors: '', output: expect.stringContaining('Usage:') });
    const bad = await run([file, '--live']);
    expect(bad).toMatchObject({ code: 1, errors: expect.stringContaining('Usage:') });
    expect((await run([file, '--horizon', 'x'])).errors).toContain('--horizon takes whole days');
  }, 60_000);
});
