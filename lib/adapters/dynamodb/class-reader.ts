import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ReadClasses } from '../../surveys/ports.ts';
import type { Database } from './database.ts';
import { classOf } from './score-item.ts';

const Keys = z.object({
  tk: z.string().optional(),
  gk: z.string().optional(),
  ak: z.string().optional(),
  rk: z.string().optional(),
});

const nameOf = (key: string | undefined): string | null =>
  key === undefined ? null : classOf(key);

/** The stored classes of a customer, at half the price of a strong read: an answer a second after a change may miss it. */
export const readClasses =
  ({ client, table }: Database): ReadClasses =>
  async (customerId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table('scores'), Key: { id: customerId } }),
    );
    if (!Item) return undefined;
    const { tk, gk, ak, rk } = Keys.parse(Item);
    return { tier: nameOf(tk), stage: nameOf(gk), activity: nameOf(ak), risk: nameOf(rk) };
  };
