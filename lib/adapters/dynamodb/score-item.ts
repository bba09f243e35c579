import * as z from 'zod';
import { listShards } from '../../contract/tables.ts';
import {
  activities,
  type Classes,
  prospectClasses,
  riskBands,
  stages,
} from '../../scoring/classes.ts';
import type { ClassChange, ScoreRecord } from '../../scoring/score-record.ts';
import type { Statistics } from '../../scoring/statistics.ts';
import { shardOf } from '../../shared/ids.ts';
import { classSortKey } from './keys.ts';
import { readSignals, SignalMembers } from './signal-members.ts';

/** Schema number of the compact item; readers upcast older ones. */
export const scoreSchema = 2;

const pair = z.tuple([z.string().nullable(), z.string().nullable()]);

/**
 * The compact item as stored. Names are short because a scan of everybody pays for each byte:
 * st status, v writes, d dirty, u a purchase must be folded (not added), n purchase days, f/l
 * first/last day, m/m0/ml sums (all days, first day, last day), s sum of the day numbers,
 * tk/gk/ak/rk class and shard (tier, stage, activity, risk), ts day since
 * which the tier is held, k value bucket and id, q change number,
 * ch last change, nc next change day.
 */
export const ScoreItem = z.object({
  id: z.string(),
  _v: z.union([z.literal(1), z.literal(scoreSchema)]),
  st: z.enum(['live', 'merged', 'erased']),
  v: z.number(),
  d: z.number().optional(),
  u: z.number().optional(),
  n: z.number().optional(),
  f: z.number().optional(),
  l: z.number().optional(),
  m: z.number().optional(),
  m0: z.number().optional(),
  ml: z.number().optional(),
  s: z.number().optional(),
  ...SignalMembers,
  tk: z.string().optional(),
  ts: z.number().optional(),
  gk: z.string(),
  ak: z.string(),
  rk: z.string().optional(),
  k: z.string(),
  q: z.number().optional(),
  nc: z.number().optional(),
  ch: z
    .object({
      s: z.number(),
      at: z.string(),
      r: z.string().optional(),
      t: pair.optional(),
      g: pair.optional(),
      a: pair.optional(),
      k: pair.optional(),
    })
    .optional(),
});
export type ScoreItem = z.infer<typeof ScoreItem>;

/** The class behind an index key such as `high#3`. */
export const classOf = (key: string): string => key.slice(0, key.lastIndexOf('#'));

/** Index keys of the stored classes; a class that is null has no key, so its index stays sparse. */
export const classKeys = (customerId: string, classes: Classes) => {
  const shard = shardOf(customerId, listShards);
  const key = (name: string | null) => (name === null ? undefined : `${name}#${shard}`);
  return {
    tk: key(classes.tier),
    ts: classes.tierSince ?? undefined,
    gk: `${classes.stage}#${shard}`,
    ak: `${classes.activity}#${shard}`,
    rk: key(classes.risk),
    k: classSortKey(classes.bucket, customerId),
  };
};

/** The item of a customer who was just created. */
export const newScoreItem = (customerId: string): ScoreItem => {
  const { tk: _tier, ts: _since, rk: _risk, ...keys } = classKeys(customerId, prospectClasses);
  return { id: customerId, _v: scoreSchema, st: 'live', v: 1, ...keys };
};

const changesOf = (change: NonNullable<ScoreItem['ch']>): ClassChange => ({
  ...(change.t ? { tier: change.t } : {}),
  ...(change.g ? { stage: change.g } : {}),
  ...(change.a ? { activity: change.a } : {}),
  ...(change.k ? { risk: change.k } : {}),
});

/**
 * Schema 1 knew no spend of the last day, day sum or signals. Of a customer of whom nothing was
 * written they are what they start with; of everybody else only the ledger knows them, so the record
 * counts as dirty until a fold stores it in the schema of today.
 */
const isIncomplete = ({ _v, v }: ScoreItem): boolean => _v < scoreSchema && v > 1;

const statisticsOf = (item: ScoreItem): Statistics => ({
  purchaseDays: item.n ?? 0,
  firstDay: item.f ?? null,
  lastDay: item.l ?? null,
  total: item.m ?? 0,
  firstDayTotal: item.m0 ?? 0,
  lastDayTotal: item.ml ?? 0,
  daySum: item.s ?? 0,
  signals: readSignals(item),
});

const classesOf = (item: ScoreItem): Classes => ({
  tier: item.tk === undefined ? null : classOf(item.tk),
  tierSince: item.ts ?? null,
  stage: z.enum(stages).parse(classOf(item.gk)),
  activity: z.enum(activities).parse(classOf(item.ak)),
  risk: item.rk === undefined ? null : z.enum(riskBands).parse(classOf(item.rk)),
  bucket: Number(item.k.slice(0, 2)),
});

/** Reads an item into the domain's record. Throws on an item that is none. */
export const readScoreItem = (stored: unknown): ScoreRecord => {
  const item = ScoreItem.parse(stored);
  return {
    customerId: item.id,
    status: item.st,
    writes: item.v,
    dirty: item.d === 1 || isIncomplete(item),
    commutes: item.u !== 1,
    statistics: statisticsOf(item),
    classes: classesOf(item),
    changeSeq: item.q ?? 0,
    ...(item.ch
      ? {
          lastChange: {
            seq: item.ch.s,
            at: item.ch.at,
            ...(item.ch.r ? { runId: item.ch.r } : {}),
            changes: changesOf(item.ch),
          },
        }
      : {}),
    nextChangeDay: item.nc ?? null,
  };
};
