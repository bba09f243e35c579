/** Key attribute names and indexes of a table. All keys are strings; all indexes project keys only unless said. */
export interface TableRow {
  readonly partitionKey: string;
  readonly sortKey?: string;
  readonly indexes: Readonly<Record<string, IndexRow>>;
  /** New images leave through a stream to the relay. */
  readonly stream: boolean;
  /** Attribute with the expiry in epoch seconds. */
  readonly ttl?: string;
}

export interface IndexRow {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly projection: 'KEYS_ONLY' | 'ALL';
}

const classIndex = (partitionKey: string): IndexRow => ({
  partitionKey,
  sortKey: 'k',
  projection: 'KEYS_ONLY',
});

/** The four tables. What stands under which key is written in lib/adapters/dynamodb/README.md. */
export const tables = {
  customers: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: { byList: { partitionKey: 'lk', sortKey: 'ls', projection: 'KEYS_ONLY' } },
    stream: false,
  },
  events: {
    partitionKey: 'ledger',
    sortKey: 'event',
    indexes: {
      byTime: { partitionKey: 'ledger', sortKey: 'at', projection: 'KEYS_ONLY' },
      bySurvey: { partitionKey: 'sv', sortKey: 'sd', projection: 'ALL' },
    },
    stream: true,
  },
  scores: {
    partitionKey: 'id',
    indexes: {
      byTier: classIndex('tk'),
      byStage: classIndex('gk'),
      byActivity: classIndex('ak'),
      byRisk: classIndex('rk'),
    },
    stream: true,
  },
  control: {
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: { byKind: { partitionKey: 'lk', sortKey: 'ls', projection: 'KEYS_ONLY' } },
    stream: false,
    ttl: 'ttl',
  },
} as const satisfies Record<string, TableRow>;

export type TableName = keyof typeof tables;
export type IndexName<T extends TableName> = keyof (typeof tables)[T]['indexes'];

/** Shards of every list and class index. One-way: changing it re-writes every key. */
export const listShards = 8;
