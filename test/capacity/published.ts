import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Units } from '../support/capacity.ts';

/** The row of the README's table for a use case. */
const published = (useCase: string): Units => {
  const row = readFileSync('README.md', 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[1] === useCase);
  if (!row) throw new Error(`README.md has no row "${useCase}"`);
  return { read: Number(row[2]), write: Number(row[3]) };
};

const rounded = ({ read, write }: Units): Units => ({
  read: Math.round(read * 2) / 2,
  write: Math.round(write),
});

/** Holds units against the row of a use case. */
export const expectUnits = (useCase: string, units: Units | undefined) =>
  expect(units && rounded(units), useCase).toEqual(published(useCase));
