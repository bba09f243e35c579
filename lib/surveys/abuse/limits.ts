import { epochMs, type Instant } from '../../shared/time.ts';

/** A limit in fixed windows: they begin at multiples of their length since 1970. */
export interface Limit {
  readonly name: 'link' | 'network' | 'survey' | 'repeats';
  readonly quota: number;
  readonly windowSeconds: number;
}

/**
 * Attempts through one personal link that fail. Somebody who corrects a form fails a few times, a
 * program that tries out answers does so without end. Answers that fit are never refused for it.
 */
export const linkLimit: Limit = { name: 'link', quota: 30, windowSeconds: 600 };

/** Open answers to one survey in an hour, unless its definition says otherwise. */
export const openPerHourDefault = 30_000;

/**
 * Open answers from one network in ten minutes, unless the definition says otherwise: five a second. An
 * office of thousands that is asked at once stays below it, a program that fills in forms does not.
 */
export const openPerNetworkDefault = 3_000;

/** What a network may send above its share goes to quarantine up to this multiple, then it is refused. */
const refusedAbove = 4;

/**
 * The same texts from one network: people write the same few words, but not the same sentence twenty
 * times in an hour.
 */
export const repeatsLimit: Limit = { name: 'repeats', quota: 20, windowSeconds: 3_600 };

/** Texts of fewer bytes of UTF-8 (30 Latin letters, 10 Chinese characters) repeat honestly and never count. */
export const repeatedBytesMin = 30;

/** What a definition may set for itself. */
export interface Protection {
  readonly openPerHour?: number | undefined;
  readonly openPerNetwork?: number | undefined;
}

export const surveyLimit = ({ openPerHour = openPerHourDefault }: Protection = {}): Limit => ({
  name: 'survey',
  quota: openPerHour,
  windowSeconds: 3_600,
});

/** Above `held` answers wait in quarantine, above the quota of the limit they are refused. */
export const networkLimit = ({
  openPerNetwork = openPerNetworkDefault,
}: Protection = {}): Limit & {
  readonly held: number;
} => ({
  name: 'network',
  held: openPerNetwork,
  quota: openPerNetwork * refusedAbove,
  windowSeconds: 600,
});

/**
 * Of so many open answers one is counted, for all of them: the counter of a survey is one item, which
 * takes 1,000 writes a second, and counting every answer would cost each a write. The limit is then met
 * within 2.3 % (one standard deviation, the square root of steps by quota), whatever the quota; small
 * ones are counted exactly.
 */
export const sampledOf = ({ quota }: Limit): number => Math.max(1, Math.round(quota / 2_000));

/** The window that an instant falls in. */
export interface Window {
  /** Names it: windows since 1970. */
  readonly index: number;
  readonly endsAtSeconds: number;
  /** From now to its end, at least 1. */
  readonly resetSeconds: number;
}

export const windowAt = ({ windowSeconds }: Limit, now: Instant): Window => {
  const seconds = epochMs(now) / 1_000;
  const index = Math.floor(seconds / windowSeconds);
  const endsAtSeconds = (index + 1) * windowSeconds;
  return { index, endsAtSeconds, resetSeconds: Math.max(1, Math.ceil(endsAtSeconds - seconds)) };
};
