import { createHmac } from 'node:crypto';
import type { Erasure, ErasurePlan } from '../../customers/erasure.ts';
import { surveyMetrics } from '../../scoring/statistics.ts';
import { canonicalJson } from '../../shared/canonical.ts';
import type { Database } from './database.ts';
import { personalEvents } from './erasure-ledger.ts';
import { queryAll } from './query.ts';

type Item = Readonly<Record<string, unknown>>;

interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Sort keys of a customer's items that go with the customer, by how they begin. */
const besides = ['asked', 'case', 'copy#', 'held#'] as const;

interface CustomerItems {
  readonly profile?: Item;
  readonly detail?: Item;
  readonly memberships: readonly Key[];
  /** What is about the customer besides: words of staff, and pointers to what is kept without a name. */
  readonly besides: readonly Key[];
}

/** All items of one customer in the customers table. They are few: a profile, a detail and the memberships. */
export const customerItems = async (
  database: Database,
  customerId: string,
): Promise<CustomerItems> => {
  const query = {
    TableName: database.table('customers'),
    KeyConditionExpression: 'pk = :customer',
    ExpressionAttributeValues: { ':customer': customerId },
    ConsistentRead: true,
  };
  const items = await queryAll(database, query, (item): Item => item);
  const profile = items.find((item) => item['sk'] === 'profile');
  const detail = items.find((item) => item['sk'] === 'detail');
  const keys = items.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
  return {
    ...(profile ? { profile } : {}),
    ...(detail ? { detail } : {}),
    memberships: keys.filter(({ sk }) => sk.startsWith('member#')),
    besides: keys.filter(({ sk }) => besides.some((prefix) => sk.startsWith(prefix))),
  };
};

const identityCount = (profile: Item | undefined): number => {
  if (!profile) return 0;
  const externalIds: unknown = profile['externalIds'];
  return (
    (Array.isArray(externalIds) ? externalIds.length : 0) +
    (profile['email'] === undefined ? 0 : 1) +
    (profile['phone'] === undefined ? 0 : 1)
  );
};

/** Counts what an erasure concerns, and hashes which items those are. */
export const planOf = async (
  database: Database,
  erasure: Erasure,
  secret: Buffer,
): Promise<ErasurePlan> => {
  const { profile, detail, memberships, ...items } = await customerItems(
    database,
    erasure.customerId,
  );
  const events: string[] = [];
  for await (const page of personalEvents(database, erasure))
    events.push(...page.map(({ event }) => event));
  const answers = surveyMetrics.filter((name) => detail?.[name] !== undefined);
  const more = items.besides.length > 0 ? { besides: items.besides } : {};
  const keys = { customerId: erasure.customerId, memberships, answers, events, ...more };
  return {
    removed: {
      profiles: profile ? 1 : 0,
      identities: identityCount(profile),
      memberships: memberships.length,
      records: items.besides.length,
      answers: answers.length,
      events: events.length,
    },
    digest: createHmac('sha256', secret).update(canonicalJson(keys)).digest('base64url'),
  };
};
