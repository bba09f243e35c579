import { waveChannels } from '../../asking/contact-rules.ts';
import type { QueueEntry } from '../../asking/ports.ts';
import { listShards } from '../../contract/tables.ts';
import { shardOf } from '../../shared/ids.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import type { TransactItem } from './transact.ts';

/** Schema number of queue entries; readers upcast older ones. */
const queueSchema = 1;

/** The queue's shard of a customer, and that of the counters. */
export const askShardOf = (customerId: string): number => shardOf(customerId, listShards);

const placeOf = (entry: QueueEntry): string => {
  const whose = `${entry.dueAt}#${entry.customerId}#${entry.kind}`;
  return entry.kind === 'wave'
    ? `${whose}#${entry.waveId}#${entry.occurrence}`
    : `${whose}#${entry.caseId}#${entry.invitationId}#${entry.wanted}`;
};

/** Where an entry stands in the queue: by its time, then by whose it is and what for. */
export const queueKey = (entry: QueueEntry) =>
  controlKeys.askQueue(askShardOf(entry.customerId), placeOf(entry));

/** Reads an entry from its key alone. */
export const readQueueKey = (sk: string): QueueEntry => {
  const [dueAt = '', customerId = '', kind = '', id = '', which = '', wish = ''] = sk.split('#');
  if (kind === 'wave') return { kind, dueAt, customerId, waveId: id, occurrence: which };
  const wanted = waveChannels.find((known) => known === wish);
  if (kind !== 'case' || wanted === undefined) throw new Error(`not an entry of the queue: ${sk}`);
  return { kind, dueAt, customerId, caseId: id, invitationId: which, wanted };
};

/** Puts an entry into the queue, as part of a transaction. */
export const queuePut = ({ table }: Database, entry: QueueEntry): TransactItem => ({
  Put: { TableName: table('control'), Item: { ...queueKey(entry), _v: queueSchema } },
});

/** Takes an entry off the queue, as part of a transaction: whoever comes second finds it gone. */
export const queueTake = ({ table }: Database, entry: QueueEntry): TransactItem => ({
  Delete: {
    TableName: table('control'),
    Key: queueKey(entry),
    ConditionExpression: 'attribute_exists(pk)',
  },
});
