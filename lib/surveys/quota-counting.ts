import { shardOf } from '../shared/ids.ts';
import type { Answers } from './answers.ts';
import { holds } from './branching.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { Quota } from './quota.ts';
import type { SurveyDefinition } from './survey.ts';

/** Most shards of a quota: one item takes some hundred writes a second, and one transaction reads few. */
const shardsMax = 16;
/** A shard of fewer would often be full while others are not. */
const shardLimitMin = 20;

/** The counter of a quota that a response was counted in. */
export interface QuotaPlace {
  readonly quotaId: string;
  readonly shard: number;
  /** What this shard takes. */
  readonly limit: number;
}

/** Shards by quota id, as a response remembers where it was counted. */
export type CountedIn = Readonly<Record<string, number>>;

export const shardCount = ({ limit }: Pick<Quota, 'limit'>): number =>
  Math.max(1, Math.min(shardsMax, Math.floor(limit / shardLimitMin)));

/** What a shard takes: the limits of all shards add up to that of the quota. */
export const shardLimit = ({ limit }: Pick<Quota, 'limit'>, shard: number): number => {
  const shards = shardCount({ limit });
  return Math.floor(limit / shards) + (shard < limit % shards ? 1 : 0);
};

/** All places of a quota, in the order in which a response tries them: from a hash of its id on. */
export const placesOf = (quota: Quota, responseId: string): readonly QuotaPlace[] => {
  const shards = shardCount(quota);
  const start = shardOf(`${quota.id}#${responseId}`, shards);
  return Array.from({ length: shards }, (_, step) => {
    const shard = (start + step) % shards;
    return { quotaId: quota.id, shard, limit: shardLimit(quota, shard) };
  });
};

/** The quotas that a response counts for. */
export const quotasOf = (
  { quotas }: Pick<SurveyDefinition, 'quotas'>,
  response: { readonly answers: Answers; readonly hidden: HiddenValues },
): readonly Quota[] => quotas.filter(({ when }) => when === undefined || holds(when, response));

export const countedIn = (places: readonly QuotaPlace[]): CountedIn =>
  Object.fromEntries(places.map(({ quotaId, shard }) => [quotaId, shard]));
