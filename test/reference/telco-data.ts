import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ContractHistory } from '../../lib/value/shifted-beta-geometric.ts';

const file = resolve(
  import.meta.dirname,
  '../../../shared/data/telco-churn/Telco-Customer-Churn.csv',
);

export const hasTelco = existsSync(file);

/** Contracts by type; a term is a month, and who left in month n had renewed n - 1 times. */
export const readTelco = (): ReadonlyMap<string, readonly ContractHistory[]> => {
  const contracts = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const cells = line.trim().split(',');
      const isActive = cells[20] === 'No';
      const tenure = Number(cells[5]);
      return { type: cells[15] ?? '', isActive, renewals: isActive ? tenure : tenure - 1 };
    });
  return Map.groupBy(contracts, ({ type }) => type);
};
