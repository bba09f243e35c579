import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { TransactionModelName } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';
import { calibration, type Measured, measure } from './measure.ts';
import { simulateMillion } from './million.ts';
import { peakTarget, peerFigureOf } from './peers.ts';

/**
 * `npm run bench`: fits and predictions of a simulated million of customers on one thread, beside what peers take.
 * Models are given by name (`npm run bench -- bg-nbd`), BG/NBD by default; `--repeats`, `--customers` change the size.
 * The result, with the time of the calibration loop of that hour, goes to `.cache/bench.json`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: 'string', default: '3' },
    customers: { type: 'string', default: '1000000' },
  },
});
const repeats = Number(values.repeats);
const isModel = (name: string): name is TransactionModelName => name in transactionModels;
const models = (positionals.length === 0 ? ['bg-nbd'] : positionals).filter(isModel);

const say = (line: string) => process.stdout.write(`${line}\n`);

const histories = simulateMillion(Number(values.customers));
const unit = measure(repeats, calibration);

const results: Record<string, Measured> = {};
const note = (name: string, measured: Measured): void => {
  results[name] = measured;
  const { target, peers } = peerFigureOf(name);
  const cells = [
    name.padEnd(32),
    `${measured.median.toFixed(3)} s`,
    `${measured.least.toFixed(3)} to ${measured.most.toFixed(3)}`,
    `processor ${measured.processor.toFixed(3)}`,
    `${(measured.processor / unit.processor).toFixed(2)} units`,
    target === null ? '' : `target ${target}`,
    `peers: ${peers}`,
    `checksum ${measured.checksum.toPrecision(10)}`,
  ];
  say(cells.join(' | '));
};

say(
  `${histories.length} customers, ${repeats} repeats, ${cpus()[0]?.model ?? 'unknown'}, one thread`,
);
note('calibration (1 unit)', unit);
for (const name of models) {
  const model = transactionModels[name];
  const fit = model.fit(histories);
  note(
    `${name} fit`,
    measure(repeats, () => model.fit(histories).logLikelihood),
  );
  say(
    `  ${JSON.stringify(fit.parameters)}, log-likelihood ${fit.logLikelihood.toFixed(4)}, ${fit.fit}`,
  );
  note(
    `${name} P(alive) + E[Y(39)]`,
    measure(repeats, () => {
      const evaluator = model.at(fit.parameters);
      let sum = 0;
      for (const history of histories) {
        sum += evaluator.aliveProbability(history) + evaluator.expectedPurchases(history, 39);
      }
      return sum;
    }),
  );
}
const peakMegabytes = process.resourceUsage().maxRSS / 1000;
say(`peak memory ${peakMegabytes.toFixed(0)} MB, target ${peakTarget}, peers 380 to 487`);

const folder = resolve(import.meta.dirname, '../../.cache');
mkdirSync(folder, { recursive: true });
const record = { customers: histories.length, repeats, calibration: unit, results, peakMegabytes };
writeFileSync(resolve(folder, 'bench.json'), `${JSON.stringify(record, null, 2)}\n`);
