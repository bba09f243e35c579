import { type Client, createClient } from '../../lib/contract/client.ts';
import type { RowResult } from './import-file.ts';
import { bareCustomer, type CustomerRow, type PurchaseRow } from './import-row.ts';
import { patientFetch } from './patient-fetch.ts';
import type { ReviewRow } from './review-sources.ts';
import type { Session } from './session.ts';

/** The three batch routes, as the import needs them. */
export interface ImportApi {
  readonly upsertCustomers: (rows: readonly CustomerRow[]) => Promise<readonly RowResult[]>;
  readonly recordPurchases: (rows: readonly PurchaseRow[]) => Promise<readonly RowResult[]>;
  readonly takeReviews: (rows: readonly ReviewRow[]) => Promise<readonly RowResult[]>;
}

const batchSize = 100;

const inBatches = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
    rows.slice(i * batchSize, (i + 1) * batchSize),
  );

type Results = Awaited<ReturnType<Client['batchEvents']>>['body']['results'];

const toRowResults = (results: Results): readonly RowResult[] =>
  results.map(({ status, id, problem }) => ({
    status,
    id,
    problem: problem && { code: problem.code, detail: problem.detail },
  }));

/**
 * Sends rows to the API. Purchases name their customer by external id; a customer that this import
 * has not met yet is made first, with nothing but that id.
 */
export const importApi = (session: Session): ImportApi => {
  const client = createClient({ ...session, fetch: patientFetch });
  const known = new Set<string>();

  const upsertCustomers: ImportApi['upsertCustomers'] = async (rows) => {
    const { body } = await client.batchCustomers({ body: { items: [...rows] } });
    return toRowResults(body.results);
  };

  const ensureCustomers = async (rows: readonly PurchaseRow[]): Promise<void> => {
    const sources = new Map(rows.map(({ externalId }) => [externalId.id, externalId.source]));
    const missing = [...sources].filter(([id]) => !known.has(id));
    for (const batch of inBatches(missing)) {
      const results = await upsertCustomers(batch.map(([id, source]) => bareCustomer(id, source)));
      // A refused customer (an erased person, say) stays unknown: its purchases are refused by the API, with the reason.
      batch.forEach(([id], i) => {
        if ((results[i]?.status ?? 500) < 300) known.add(id);
      });
    }
  };

  return {
    upsertCustomers,
    takeReviews: async (rows) => {
      const { body } = await client.takeFeedback({ body: { items: [...rows] } });
      return toRowResults(body.results);
    },
    recordPurchases: async (rows) => {
      await ensureCustomers(rows);
      const { body } = await client.batchEvents({ body: { items: [...rows] } });
      return toRowResults(body.results);
    },
  };
};
