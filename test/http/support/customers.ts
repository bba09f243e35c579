import { afterAll, beforeAll } from 'vitest';
import { handle as batchCustomers } from '../../../functions/http/customers/batch-customers.ts';
import { handle as createCustomer } from '../../../functions/http/customers/create-customer.ts';
import { handle as deleteCustomer } from '../../../functions/http/customers/delete-customer.ts';
import { handle as getCustomer } from '../../../functions/http/customers/get-customer.ts';
import { handle as getErasure } from '../../../functions/http/customers/get-erasure.ts';
import { handle as listCustomers } from '../../../functions/http/customers/list-customers.ts';
import { handle as updateCustomer } from '../../../functions/http/customers/update-customer.ts';
import { handle as upsertCustomer } from '../../../functions/http/customers/upsert-customer.ts';
import type { Customer, NewCustomer } from '../../../lib/customers/customer.ts';
import type { Erasure } from '../../../lib/customers/erasure.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { type TestApi, testApi } from './api.ts';
import { newReached, type Reached } from './reached.ts';

const handlers = [
  createCustomer,
  getCustomer,
  updateCustomer,
  deleteCustomer,
  upsertCustomer,
  batchCustomers,
  listCustomers,
  getErasure,
];

export interface CustomersApi extends TestApi {
  readonly reached: Reached;
  readonly environment: () => TestEnvironment;
  /** Creates a customer, an individual with a name unless said. */
  readonly create: (input?: Partial<NewCustomer>) => Promise<Customer>;
  readonly erase: (customerId: string) => Promise<Erasure>;
}

/** The routes of customers on tables of this test file's own. */
export const customersApi = (): CustomersApi => {
  const reached = newReached();
  let environment: TestEnvironment | undefined;
  const api = testApi('customers', handlers, { reached });
  beforeAll(async () => {
    environment = await openEnvironment();
  });
  afterAll(async () => {
    await environment?.close();
  });
  return {
    ...api,
    reached,
    environment: () => {
      if (!environment) throw new Error('the environment opens in beforeAll');
      return environment;
    },
    create: async (input) => {
      const body = { kind: 'individual', name: 'Ann Example', ...input };
      const answer = await api.call('createCustomer', { body });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    erase: async (customerId) => {
      const answer = await api.call('deleteCustomer', { params: { customerId } });
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
  };
};

let count = 0;

/** An address that no other call gave. */
export const freshEmail = (): string => {
  count += 1;
  return `person${count}@example.com`;
};
