import { listShards } from '../../contract/tables.ts';
import type { SatisfactionDimension } from '../../insights/satisfaction-answers.ts';
import { idSuffix, shardOf } from '../../shared/ids.ts';
import { dayToDate } from '../../shared/time.ts';

/** Two digits, so that shards and buckets sort as text. */
const twoDigits = (value: number): string => String(value).padStart(2, '0');

export const customerKeys = {
  profile: (id: string) => ({ pk: id, sk: 'profile' }),
  detail: (id: string) => ({ pk: id, sk: 'detail' }),
  /** Says that a response of the customer waits, so that an erasure finds it. */
  held: (id: string, responseId: string) => ({ pk: id, sk: `held#${responseId}` }),
  /** Leads to words of the customer that stand in no ledger (yet), where an erasure would find them. */
  words: (id: string, feedbackId: string) => ({ pk: id, sk: `copy#${feedbackId}` }),
  member: (id: string, list: string) => ({ pk: id, sk: `member#${list}` }),
  askLog: (id: string) => ({ pk: id, sk: 'asked' }),
  /** A customer of one occurrence of a wave. */
  recipient: (id: string, waveId: string, occurrence: string) => ({
    pk: id,
    sk: `asked#${waveId}#${occurrence}`,
  }),
  identity: (kind: string, hmac: string) => ({ pk: `identity#${kind}#${hmac}`, sk: 'identity' }),
};

/** Partition of a list index: the list's name and the shard that the id falls in. */
export const listKey = (list: string, id: string): string => `${list}#${shardOf(id, listShards)}`;

export const allShards = (list: string): readonly string[] =>
  Array.from({ length: listShards }, (_, shard) => `${list}#${shard}`);

/** Digits of a version in a key, so that notes sort by it. */
const versionDigits = 4;

export const caseKeys = {
  main: (id: string) => ({ pk: id, sk: 'case' }),
  owner: (id: string) => ({ pk: id, sk: 'owner' }),
  /** Cases are few per owner and year: one partition each. */
  ownerList: (owner: string | null) => `case-owner#${owner ?? ''}`,
  /** The one case of a customer that is under way. */
  current: (customerId: string) => ({ pk: customerId, sk: 'case-current' }),
  ofCustomer: (customerId: string, id: string) => ({ pk: customerId, sk: `case#${id}` }),
  /** Words about a customer stand among the customer's own items, so that an erasure finds them. */
  note: (customerId: string, id: string, version: number) => ({
    pk: customerId,
    sk: `case-note#${id}#${String(version).padStart(versionDigits, '0')}`,
  }),
};

export const eventKeys = {
  event: (ledger: string, event: string) => ({ ledger, event }),
  at: (occurredAt: string, event: string) => `${occurredAt}#${event}`,
  /** Where a response stands in the survey index; `date` is its business day. */
  survey: (surveyId: string, date: string, responseId: string) => ({
    sv: listKey(surveyId, responseId),
    sd: `${date}#${responseId}`,
  }),
};

export const responseKeys = {
  /** The survey index of identified responses: `sd` begins with the day, so that a range of days is a range of keys. */
  indexed: ({ surveyId, responseId, day }: IndexedResponse) => ({
    sv: listKey(surveyId, responseId),
    sd: `${dayToDate(day)}#${responseId}`,
  }),
  /** Partition of anonymous responses. The shard follows from the id, which has no order in time. */
  anonymous: (surveyId: string, date: string, responseId: string) => ({
    ledger: listKey(`${surveyId}#${date}`, responseId),
    event: responseId,
  }),
};

interface IndexedResponse {
  readonly surveyId: string;
  readonly responseId: string;
  readonly day: number;
}

/** Sort key of all class indexes: the value bucket, then the id, so that a page by value has one position. */
export const classSortKey = (bucket: number, customerId: string): string =>
  `${twoDigits(bucket)}#${idSuffix(customerId)}`;

/** Aggregates of the nightly sample; one a day each, so a partition holds a kind. */
export type InsightKind =
  | 'cohorts'
  | 'churn'
  | 'promoters'
  | 'satisfaction'
  | `satisfaction_${SatisfactionDimension}`;

/** Operators' settings beside the scoring policy. */
export type SettingsKind = 'asking' | 'feedback' | 'recovery';

export const controlKeys = {
  survey: (id: string) => ({ pk: `survey#${id}`, sk: 'definition' }),
  surveyRevision: (id: string) => ({ pk: `survey#${id}`, sk: 'revision' }),
  /** A superseded version; six digits, so that they sort. */
  surveyVersion: (id: string, surveyVersion: number) => ({
    pk: `survey#${id}`,
    sk: `v#${String(surveyVersion).padStart(6, '0')}`,
  }),
  invitation: (id: string) => ({ pk: `invitation#${id}`, sk: 'invitation' }),
  /** A response that was begun stands under its receipt. */
  partial: (receipt: string) => ({ pk: `partial#${receipt}`, sk: 'partial' }),
  quotaFlags: (surveyId: string) => ({ pk: `quota#${surveyId}`, sk: 'flags' }),
  quotaShard: (surveyId: string, quotaId: string, shard: number) => ({
    pk: `quota#${surveyId}#${quotaId}`,
    sk: `shard#${twoDigits(shard)}`,
  }),
  linkKeys: () => ({ pk: 'linkkeys', sk: 'ring' }),
  blindKey: (surveyId: string) => ({ pk: `blindkey#${surveyId}`, sk: 'blindkey' }),
  spent: (surveyId: string, hash: string) => ({ pk: `spent#${surveyId}#${hash}`, sk: 'spent' }),
  histogram: (surveyId: string, day: string) => ({ pk: `hist#${surveyId}`, sk: day }),
  /** Up to which day histograms are kept. Sorts behind every date. */
  histogramMark: (surveyId: string) => ({ pk: `hist#${surveyId}`, sk: 'through' }),
  /** What was shown of a day before it was over. Sorts behind every date too. */
  liveCut: (surveyId: string, day: string) => ({ pk: `hist#${surveyId}`, sk: `live#${day}` }),
  /** The groups of a day in one dimension, in as many parts as they need. */
  groupHistogram: (surveyId: string, dimension: string, day: string, part = 0) => ({
    pk: `hist#${surveyId}#${dimension}`,
    sk: `${day}#${twoDigits(part)}`,
  }),
  model: (version: string) => ({ pk: `model#${version}`, sk: 'model' }),
  run: (id: string) => ({ pk: `run#${id}`, sk: 'run' }),
  runSegment: (id: string, segment: number) => ({ pk: `run#${id}`, sk: `segment#${segment}` }),
  activePolicy: () => ({ pk: 'policy#scoring', sk: 'active' }),
  policy: (version: number) => ({
    pk: 'policy#scoring',
    sk: `v#${String(version).padStart(6, '0')}`,
  }),
  insight: (kind: InsightKind, dataEnd: string) => ({ pk: `insight#${kind}`, sk: dataEnd }),
  wave: (id: string) => ({ pk: `wave#${id}`, sk: 'wave' }),
  waveProgress: (id: string) => ({ pk: `wave#${id}`, sk: 'progress' }),
  /** Counters by shard of the customer, and those of the selection. */
  waveCount: (id: string, shard: number | 'selection') => ({
    pk: `wave#${id}`,
    sk: `count#${shard}`,
  }),
  /** Waves with something to come, in one partition: they are few. */
  waveAgenda: (id: string) => ({ pk: 'ask#waves', sk: id }),
  /** Those who are to be asked, by the time that is due. */
  askQueue: (shard: number, place: string) => ({ pk: `ask#${shard}`, sk: place }),
  settings: (kind: SettingsKind) => ({ pk: `settings#${kind}`, sk: 'active' }),
  idempotency: (hash: string) => ({ pk: `idem#${hash}`, sk: 'idem' }),
  erasure: (id: string) => ({ pk: `erasure#${id}`, sk: 'erasure' }),
  /** A response that waits for people to judge it, or what they decided. */
  held: (responseId: string) => ({ pk: `held#${responseId}`, sk: 'held' }),
  /** The counter of a limit for one thing in one window. */
  limit: (name: string, of: string, window: string) => ({
    pk: `limit#${name}#${of}#${window}`,
    sk: 'limit',
  }),
};
