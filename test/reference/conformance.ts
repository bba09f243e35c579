import { type ConformanceResult, checkConformance, errorAllowed } from './clv-conformance.ts';

/**
 * `npm run conformance`: all reference cases as a table by model and function, with those that fail below it. The exit
 * code is 1 where one fails.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

const isFailing = ({ error }: ConformanceResult): boolean => !(error <= errorAllowed);

const rowOf = (own: readonly ConformanceResult[]): readonly string[] => [
  own[0]?.model ?? 'all',
  own[0]?.fn ?? '',
  String(own.length),
  String(own.filter(({ actual }) => !Number.isFinite(actual)).length),
  String(own.filter(isFailing).length),
  Math.max(...own.map(({ error }) => error)).toExponential(1),
];

const widths = [10, 26, 7, 12, 9, 15];
const lineOf = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => {
      const width = widths[index] ?? 0;
      return index < 2 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('');

const results = checkConformance();
const failing = results.filter(isFailing);
const groups = Map.groupBy(results, ({ model, fn }) => `${model} ${fn}`);

say(lineOf(['model', 'function', 'cases', 'non-finite', 'failing', 'largest error']));
for (const own of groups.values()) say(lineOf(rowOf(own)));
say(lineOf(['all', '', ...rowOf(results).slice(2)]));
for (const { id, actual, expected, error } of failing)
  say(`${id}: ${actual}, expected ${expected}, error ${error.toExponential(1)}`);
process.exitCode = failing.length > 0 ? 1 : 0;
