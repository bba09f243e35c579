import { it } from 'vitest';
import { proveReversedImport } from './import-reversed.ts';

/** `npm run verify` does five thousand. */
it(
  '60 events newest first cost a number of reads that grows with the events, not with their square',
  {
    timeout: 120_000,
  },
  () => proveReversedImport(60),
);
