import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { demoShop } from '../../infra/tools/demo-shop.ts';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { newScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import { database } from '../../lib/app/base.ts';
import type { TableName } from '../../lib/contract/tables.ts';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { purchaseEvent } from '../jobs/support/shop.ts';

const night = dateToDay('2026-11-20');
const shop = demoShop(1_000);

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const idOf = (i: number) => `cus_${String(i).padStart(26, '0')}`;

/** Puts items past the meter's client, 25 at a time. */
const putAll = async (table: TableName, items: readonly Record<string, unknown>[]) => {
  for (let i = 0; i < items.length; i += 25) {
    await database.client.send(
      new BatchWriteCommand({
        RequestItems: {
          [database.table(table)]: items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } })),
        },
      }),
    );
  }
};

/** The purchases of a shop of a thousand customers, as intake would have left them in the ledgers. */
const putLedgers = () =>
  putAll(
    'events',
    shop.flatMap(({ purchases }, i) =>
      purchases.map(({ daysAgo, amountMajor }, at) => {
        const date = dayToDate(night - daysAgo);
        const amount = Math.round(amountMajor * 100);
        return eventItem(purchaseEvent(idOf(i), { date, amount }, at));
      }),
    ),
  );

/** Their compact items. */
const putScores = () => {
  const items = shop.map(({ purchases }, i) => {
    const id = idOf(i);
    const days = [...new Set(purchases.map(({ daysAgo }) => night - daysAgo))];
    const minor = purchases.map(({ amountMajor }) => Math.round(amountMajor * 100));
    const [first] = days;
    const lastMinor = minor.filter((_, at) => purchases[at]?.daysAgo === purchases.at(-1)?.daysAgo);
    return {
      ...newScoreItem(id),
      ...(first === undefined
        ? {}
        : {
            ...{ n: days.length, f: first, l: days.at(-1), m0: minor[0] },
            m: sumOf(minor),
            ml: sumOf(lastMinor),
            s: sumOf(days),
          }),
    };
  });
  return putAll('scores', items);
};

/** A thousand customers with their compact items and ledgers. */
export const storeShop = async (): Promise<void> => {
  await putScores();
  await putLedgers();
};
