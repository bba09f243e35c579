import { it } from 'vitest';
import { proveWriters } from './prove-writers.ts';

/** `npm run verify` does the thousand. */
const count = 120;

it(
  '16 writers of one customer come to exact statistics, every request sent twice, through conflicts and lost replies',
  {
    timeout: 180_000,
  },
  () => proveWriters(count),
);
