import { wilsonInterval, z95 } from '../shared/intervals.ts';
import { type ClassMoves, examplesMax, type PreviewMove } from './preview-schema.ts';

/** A customer seen under two policies: a class before and after, and the lifetime value after, in minor units. */
export interface Look {
  readonly customerId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly clv: number;
}

/** What the customers looked at stand for. */
export interface Extrapolation {
  /** How many were looked at. */
  readonly customers: number;
  /** Customers of the shop to one that was looked at; 1 where the shop's size is not known. */
  readonly factor: number;
  readonly isExact: boolean;
}

type Sums = Pick<PreviewMove, 'customers' | 'interval' | 'share' | 'clv' | 'clvInterval'>;

/** The interval of a sum over the shop, from a sample in which customers outside the move count 0 (normal approximation). */
const sumInterval = (
  total: number,
  squares: number,
  { customers: n, factor }: Extrapolation,
): [number, number] => {
  const variance = n > 1 ? Math.max(0, squares - total ** 2 / n) / (n - 1) : 0;
  const half = z95 * factor * Math.sqrt(n * variance);
  return [Math.max(0, Math.round(factor * total - half)), Math.round(factor * total + half)];
};

const sumsOf = (looks: readonly Look[], over: Extrapolation): Sums => {
  const { customers: n, factor, isExact } = over;
  const total = looks.reduce((sum, { clv }) => sum + clv, 0);
  const squares = looks.reduce((sum, { clv }) => sum + clv ** 2, 0);
  const [low, high] = n === 0 ? [0, 0] : wilsonInterval(looks.length, n);
  return {
    customers: Math.round(looks.length * factor),
    interval: isExact ? null : [Math.round(low * n * factor), Math.round(high * n * factor)],
    share: n === 0 ? 0 : looks.length / n,
    clv: Math.round(total * factor),
    clvInterval: isExact ? null : sumInterval(total, squares, over),
  };
};

const byCustomers = (a: PreviewMove, b: PreviewMove): number =>
  b.customers - a.customers || `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`, 'en');

/** The migration matrix of one class, the largest moves first. */
export const classMoves = (looks: readonly Look[], over: Extrapolation): ClassMoves => {
  const cells = Map.groupBy(looks, ({ from, to }) => JSON.stringify([from, to]));
  const matrix = Array.from(cells.values(), (cell): PreviewMove => {
    const [{ from, to } = { from: null, to: null }] = cell;
    const examples = from === to ? [] : cell.slice(0, examplesMax);
    return {
      from,
      to,
      ...sumsOf(cell, over),
      examples: examples.map(({ customerId }) => customerId),
    };
  });
  return {
    moved: sumsOf(
      looks.filter(({ from, to }) => from !== to),
      over,
    ),
    matrix: matrix.sort(byCustomers),
  };
};
