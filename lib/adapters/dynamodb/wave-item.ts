import * as z from 'zod';
import type { CountChange, Progress, WaveCounts } from '../../asking/progress.ts';
import { skipReasons } from '../../asking/recipient.ts';
import { type Wave, WaveDefinition } from '../../asking/wave.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import type { TransactItem } from './transact.ts';

/** Schema number of waves and what stands beside them; readers upcast older ones. */
export const waveSchema = 1;

/** Partition of the list of waves in the index by kind. */
export const waveList = 'waves';

const WaveItem = z.object({
  _v: z.literal(waveSchema),
  id: z.string(),
  status: z.enum(['active', 'paused', 'finished']),
  version: z.int(),
  definition: WaveDefinition,
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const waveItem = (wave: Wave): Record<string, unknown> => ({
  ...controlKeys.wave(wave.id),
  _v: waveSchema,
  lk: waveList,
  ls: `${wave.createdAt}#${wave.id}`,
  ...wave,
});

/** Reads a stored wave. Throws on an item that is none. */
export const readWaveItem = (stored: unknown): Wave => {
  const { _v, ...wave } = WaveItem.parse(stored);
  return wave;
};

const ProgressItem = z.object({
  _v: z.literal(waveSchema),
  waveId: z.string(),
  occurrence: z.string(),
  sequence: z.int(),
  phase: z.enum(['selecting', 'choosing', 'done']),
  position: z.string().nullable(),
  candidates: z.array(z.string()),
  definition: WaveDefinition.nullable(),
  startedAt: z.string(),
});

export const progressItem = (progress: Progress): Record<string, unknown> => ({
  ...controlKeys.waveProgress(progress.waveId),
  _v: waveSchema,
  ...progress,
});

export const readProgressItem = (stored: unknown): Progress => {
  const { _v, ...progress } = ProgressItem.parse(stored);
  return progress;
};

const countNames = [
  'considered',
  'eligible',
  'sampled',
  'planned',
  'sent',
  'reminded',
  'answered',
  'failed',
  'dropped',
] as const;

const CountItem = z.record(z.string(), z.unknown());

const numberOf = (item: Readonly<Record<string, unknown>>, name: string): number =>
  z.number().default(0).parse(item[name]);

/** The sums of all counters of a wave. */
export const sumCounts = (items: readonly unknown[]): WaveCounts => {
  const counters = items.map((item) => CountItem.parse(item));
  const sum = (name: string) => counters.reduce((total, item) => total + numberOf(item, name), 0);
  const [considered, eligible, sampled, planned, sent] = [
    sum('considered'),
    sum('eligible'),
    sum('sampled'),
    sum('planned'),
    sum('sent'),
  ];
  return {
    ...{ considered, eligible, sampled, planned, sent },
    reminded: sum('reminded'),
    answered: sum('answered'),
    failed: sum('failed'),
    dropped: sum('dropped'),
    skipped: Object.fromEntries(
      skipReasons
        .map((reason) => [reason, sum(`skipped_${reason}`)] as const)
        .filter(([, count]) => count > 0),
    ),
  };
};

/** Adds to one counter; nothing where nothing is to be added. */
export const countUpdate = (
  { table }: Database,
  Key: Readonly<Record<string, string>>,
  change: CountChange,
): readonly TransactItem[] => {
  const skipped = Object.entries(change.skipped ?? {}).map(
    ([reason, count]) => [`skipped_${reason}`, count] as const,
  );
  const added = [...countNames.map((name) => [name, change[name]] as const), ...skipped].filter(
    ([, count]) => count !== undefined && count !== 0,
  );
  if (added.length === 0) return [];
  return [
    {
      Update: {
        TableName: table('control'),
        Key,
        UpdateExpression: `ADD ${added.map(([name]) => `${name} :${name}`).join(', ')}`,
        ExpressionAttributeValues: Object.fromEntries(
          added.map(([name, count]) => [`:${name}`, count]),
        ),
      },
    },
  ];
};
