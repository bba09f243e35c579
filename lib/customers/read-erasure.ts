import { fail, ok, type Result } from '../shared/result.ts';
import type { Erasure } from './erasure.ts';
import type { FindErasure } from './ports.ts';

/** How far an erasure is, and its certificate once it is done. */
export const readErasure =
  (find: FindErasure) =>
  async (erasureId: string): Promise<Result<Erasure>> => {
    const erasure = await find(erasureId);
    return erasure ? ok(erasure) : fail('erasure_not_found');
  };
