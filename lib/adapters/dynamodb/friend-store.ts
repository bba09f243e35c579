import type { FriendReader } from '../../runs/read-friends.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { readDetailItem } from './detail-item.ts';
import { customerKeys } from './keys.ts';
import { readScoreItem } from './score-item.ts';

/** Compact records and details of several customers. */
export const friendStore = (
  database: Database,
): Pick<FriendReader, 'readRecords' | 'readDetails'> => ({
  readRecords: async (customerIds) => {
    const keys = customerIds.map((id) => ({ id }));
    return (await batchGet(database, 'scores', { keys, isStrong: true })).map(readScoreItem);
  },
  readDetails: async (customerIds) => {
    const keys = customerIds.map((id) => customerKeys.detail(id));
    const items = await batchGet(database, 'customers', { keys, isStrong: true });
    const byKey = new Map(items.map((item) => [String(item['pk']), item]));
    return new Map(
      customerIds.map((id) => [id, readDetailItem(byKey.get(customerKeys.detail(id).pk))]),
    );
  },
});
