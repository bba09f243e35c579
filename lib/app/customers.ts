import { listKeys, loadClasses } from '../adapters/dynamodb/customer-list.ts';
import {
  findCustomer,
  insertCustomer,
  loadCustomers,
  replaceCustomer,
} from '../adapters/dynamodb/customer-store.ts';
import { findErasure, markErased } from '../adapters/dynamodb/erasure-request.ts';
import { findHolders, identityKeys } from '../adapters/dynamodb/identity-store.ts';
import { batchUpsert } from '../customers/batch-upsert.ts';
import { createCustomer, repeatCreation } from '../customers/create-customer.ts';
import { listCustomers } from '../customers/list-customers.ts';
import { patchCustomer } from '../customers/patch-customer.ts';
import { readCustomer } from '../customers/read-customer.ts';
import { readErasure } from '../customers/read-erasure.ts';
import { requestErasure } from '../customers/request-erasure.ts';
import { upsertCustomer } from '../customers/upsert-customer.ts';
import { business, database, subKey } from './base.ts';

const keysOf = identityKeys(subKey);

const ports = {
  find: findCustomer(database),
  findHolders: findHolders(database, keysOf),
  insert: insertCustomer(database, keysOf),
  replace: replaceCustomer(database, keysOf),
  listKeys: listKeys(database),
  loadCustomers: loadCustomers(database),
  loadClasses: loadClasses(database),
  markErased: markErased(database, keysOf, () => business.zone),
};

const upsert = upsertCustomer(ports);

/** The use cases of customers on DynamoDB. */
export const customers = {
  create: createCustomer(ports),
  repeatCreation: repeatCreation(ports),
  read: readCustomer(ports),
  patch: patchCustomer(ports),
  upsert,
  batch: batchUpsert(upsert),
  list: listCustomers(ports),
  requestErasure: requestErasure(ports),
  readErasure: readErasure(findErasure(database)),
};
