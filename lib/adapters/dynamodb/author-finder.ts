import type { Customer } from '../../customers/customer.ts';
import type { CustomersNamed, OwnsOrder } from '../../feedback/ports.ts';
import { ledgerOf } from '../../shared/ids.ts';
import { listKeys } from './customer-list.ts';
import { loadCustomers } from './customer-store.ts';
import type { Database } from './database.ts';
import { queryLane } from './query.ts';

/** Customers on the list by name, live ones only. */
export const customersNamed =
  (database: Database): CustomersNamed =>
  async (stem, most) => {
    const ids: string[] = [];
    const driver = { by: 'name', prefix: stem, order: 'ascending' } as const;
    for await (const { customerId } of listKeys(database)(driver, { hint: most })) {
      ids.push(customerId);
      if (ids.length === most) break;
    }
    if (ids.length === 0) return [];
    const stored = await loadCustomers(database)(ids);
    return ids.flatMap((id): readonly Customer[] => {
      const one = stored.get(id);
      return one?.status === 'live' ? [one.customer] : [];
    });
  };

/** Reads the ledger until the order turns up: there is no index of orders, and few ledgers are asked. */
export const ownsOrder =
  (database: Database): OwnsOrder =>
  async (customerId, orderId) => {
    const query = {
      TableName: database.table('events'),
      KeyConditionExpression: 'ledger = :ledger',
      FilterExpression: 'p.orderId = :order',
      ExpressionAttributeValues: { ':ledger': ledgerOf(customerId), ':order': orderId },
    };
    for await (const found of queryLane(database, query, () => true))
      if (found.length > 0) return true;
    return false;
  };
