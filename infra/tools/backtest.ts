import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createClient } from '../../lib/contract/client.ts';
import type { HoldOutResult } from '../../lib/contract/model-resource.ts';
import { isZone } from '../../lib/shared/time.ts';
import { backtestChart } from './backtest-chart.ts';
import { backtestFile } from './backtest-file.ts';
import { describeBacktest } from './backtest-report.ts';
import { toDate } from './calendar.ts';
import { transactionMembers } from './import-row.ts';
import { parseMapping } from './mapping.ts';
import { patientFetch } from './patient-fetch.ts';
import { progressBar } from './progress.ts';
import { runTool } from './run-tool.ts';
import { defaultUrl, openSession } from './session.ts';

const usage = `Usage:
  npm run backtest -- FILE [--map id=…,date=…,amount=…] [--calibrate-to YYYY-MM-DD] [--horizon DAYS]
  npm run backtest -- --live [--url URL]
Fits every model on what lies before a cut, predicts what came after it, and prints how good that was.
Options:
  --map MAPPING        columns of the file (default: found by their names)
  --calibrate-to DATE  last day that the models know (default: the window that a night would keep back)
  --horizon DAYS       length of the window (default 273)
  --zone ZONE          business zone of the dates (default UTC)
  --currency CODE      currency of the amounts (default USD)
  --svg OUT            the chart (default backtest.svg)
  --live               the evaluation of the running server's latest model`;

const defaultHorizonDays = 273;

const readArguments = (argv: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      map: { type: 'string' },
      'calibrate-to': { type: 'string' },
      horizon: { type: 'string', default: String(defaultHorizonDays) },
      zone: { type: 'string', default: 'UTC' },
      currency: { type: 'string', default: 'USD' },
      svg: { type: 'string', default: 'backtest.svg' },
      url: { type: 'string', default: defaultUrl },
      live: { type: 'boolean', default: false },
    },
  });
  const [file, ...rest] = positionals;
  if (rest.length > 0 || values.live === (file !== undefined)) throw new Error(usage);
  return { ...values, file };
};

type Arguments = ReturnType<typeof readArguments>;

const filePlan = (file: string, values: Arguments) => {
  const horizonDays = Number(values.horizon);
  if (!Number.isInteger(horizonDays) || horizonDays < 7) {
    throw new Error('--horizon takes whole days, 7 at least.');
  }
  if (!isZone(values.zone)) throw new Error(`--zone does not know "${values.zone}".`);
  if (!/^[A-Z]{3}$/.test(values.currency)) {
    throw new Error('--currency takes the ISO 4217 code of the amounts, such as USD.');
  }
  const given = values['calibrate-to'];
  const calibrateTo = given === undefined ? null : toDate(given);
  if (calibrateTo === undefined) throw new Error(`--calibrate-to: "${given}" is no date.`);
  const mapping = values.map ? parseMapping(values.map, transactionMembers, ['id', 'date']) : null;
  return { file, mapping, calibrateTo, horizonDays, zone: values.zone, currency: values.currency };
};

const fromFile = async (file: string, values: Arguments): Promise<HoldOutResult> => {
  const { rows, refusals, customers, outcome } = await backtestFile(
    filePlan(file, values),
    progressBar,
  );
  const refused = refusals.length === 0 ? '' : `, ${refusals.length} refused (${refusals[0]})`;
  process.stdout.write(`${rows} rows of ${customers} customers${refused}.\n\n`);
  if (outcome.holdOut === null) throw new Error(describeMissing(outcome.missing));
  return outcome.holdOut;
};

const describeMissing = (
  missing: readonly { readonly what: string; readonly has: number; readonly needs: number }[],
): string =>
  `Too few data for a back-test: ${missing.map(({ what, has, needs }) => `${what} ${has} of ${needs}`).join(', ')}.`;

const fromServer = async (url: string): Promise<HoldOutResult> => {
  const client = createClient({ ...(await openSession(url)), fetch: patientFetch });
  const { body } = await client.listModels({ query: { limit: 1 } });
  const [latest] = body.data;
  if (!latest) throw new Error('No model was fitted yet: start a run with `npm run score`.');
  const { version, status, reason, evaluation } = latest;
  process.stdout.write(`${version}: ${status} (${reason})\n\n`);
  if (evaluation.holdOut === null) throw new Error(describeMissing(evaluation.missing));
  return evaluation.holdOut;
};

const main = async (): Promise<number> => {
  const values = readArguments(process.argv.slice(2));
  const result =
    values.file === undefined ? await fromServer(values.url) : await fromFile(values.file, values);
  process.stdout.write(`${describeBacktest(result)}\n\n`);
  await writeFile(values.svg, backtestChart(result));
  process.stdout.write(`Chart: ${values.svg}\n`);
  return 0;
};

await runTool(usage, main);
