import { it } from 'vitest';
import { proveWriters } from './prove-writers.ts';

it('16 writers of one customer come to exact statistics for 1,000 purchases, every request sent twice, through conflicts and lost replies', () =>
  proveWriters(1_000));
