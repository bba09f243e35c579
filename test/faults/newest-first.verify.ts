import { it } from 'vitest';
import { proveReversedImport } from './import-reversed.ts';

it('5,000 events newest first cost a number of reads that grows with the events, not with their square', () =>
  proveReversedImport(5_000));
