import type { RateLimit } from '../../shared/rate-limit.ts';
import type { Instant } from '../../shared/time.ts';
import type { StoredAnswers } from '../response.ts';
import {
  type Limit,
  networkLimit,
  type Protection,
  repeatsLimit,
  sampledOf,
  surveyLimit,
  windowAt,
} from './limits.ts';
import { networkKey } from './network.ts';
import type { Counter, LimitStore } from './ports.ts';
import { repeatedContent } from './repeated-content.ts';

/** Why an answer waits in quarantine. */
export const holdReasons = [
  'honeypot_filled',
  'form_token_missing',
  'form_token_forged',
  'form_token_too_old',
  'form_token_too_young',
  'network_flood',
  'repeated_content',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What becomes of an answer that is open, valid and not screened out; `limits` are those that its sender is told. */
export type Verdict =
  | { readonly kind: 'take'; readonly limits: readonly RateLimit[] }
  | {
      readonly kind: 'hold';
      readonly reasons: readonly HoldReason[];
      readonly limits: readonly RateLimit[];
    }
  | { readonly kind: 'refuse'; readonly limits: readonly RateLimit[] };

/** An answer that belongs to no personal link and no credential. */
export interface OpenAnswer {
  readonly surveyId: string;
  readonly protection: Protection | undefined;
  readonly content: StoredAnswers;
  /** What is wrong with it before anything is counted. */
  readonly signs: readonly HoldReason[];
  readonly address: string;
  /** A tablet in a shop, known by its signed link: many people behind one address. */
  readonly isKiosk: boolean;
  /**
   * One that is begun counts, and is refused above the share of its network: pages can be sent without.
   * When it is completed only its content is looked at, so that nobody counts twice.
   */
  readonly stage: 'whole' | 'begun' | 'completed';
  readonly now: Instant;
}

export interface JudgePorts {
  readonly limits: LimitStore;
  readonly keys: (purpose: 'network') => Promise<Buffer>;
  /** Numbers in [0, 1), which nobody can foresee. */
  readonly chance: () => number;
}

/** The count of a limit that others share is told in steps of a twelfth, so that it does not tell of one person. */
const steps = 12;

/** What a sender is told about a shared limit; `count` is null where it was used up. */
export const sharedState = (limit: Limit, count: number | null, now: Instant): RateLimit => {
  const { name, quota, windowSeconds } = limit;
  const step = Math.ceil(quota / steps);
  const left = count === null ? 0 : Math.max(0, quota - count);
  const { resetSeconds } = windowAt(limit, now);
  return { name, quota, windowSeconds, remaining: Math.floor(left / step) * step, resetSeconds };
};

const counterOf = (limit: Limit, of: string, now: Instant): Counter => ({
  limit,
  window: windowAt(limit, now),
  of,
});

/** True while a survey is below its limit. One of several answers is counted, for all of them (`sampledOf`). */
const isBelow = async ({ limits, chance }: JudgePorts, counter: Counter): Promise<boolean> => {
  const every = sampledOf(counter.limit);
  if (every === 1 || chance() * every < 1) return (await limits.count(counter, every)) !== null;
  return (await limits.read(counter)) < counter.limit.quota;
};

/** How the network stands; null where it is not counted: of a kiosk, and of what was counted when it was begun. */
const countNetwork = async ({ limits }: JudgePorts, answer: OpenAnswer, network: string) => {
  const { protection, now, stage } = answer;
  if (answer.isKiosk || stage === 'completed') return null;
  const limit = networkLimit(protection);
  const count = await limits.count(counterOf(limit, network, now), 1);
  const floods = count === null || count > limit.held;
  const isRefused = count === null || (floods && stage === 'begun');
  return { floods, isRefused, told: sharedState(limit, isRefused ? null : count, now) };
};

/** Whether the network has sent the same content often before. */
const countRepeats = async (
  { limits }: JudgePorts,
  { stage, now }: OpenAnswer,
  content: string | null,
): Promise<boolean> => {
  if (content === null || stage === 'begun') return false;
  const count = await limits.count(counterOf(repeatsLimit, content, now), 1);
  // The last one that the counter takes is the first of the flood.
  return count === null || count >= repeatsLimit.quota;
};

const countSender = async (ports: JudgePorts, answer: OpenAnswer) => {
  const key = await ports.keys('network');
  const name = networkKey(key, answer);
  const [network, repeats] = await Promise.all([
    countNetwork(ports, answer, name),
    countRepeats(ports, answer, repeatedContent(key, name, answer.content)),
  ]);
  const reasons: readonly HoldReason[] = [
    ...(network?.floods ? (['network_flood'] as const) : []),
    ...(repeats ? (['repeated_content'] as const) : []),
  ];
  return { isRefused: network?.isRefused ?? false, reasons, told: network ? [network.told] : [] };
};

/** Whether the survey has room. Suspects have a room of their own, so that their flood is no dam for honest people. */
const hasRoom = async (
  ports: JudgePorts,
  { surveyId, protection, now, stage }: OpenAnswer,
  isSuspect: boolean,
): Promise<boolean> => {
  if (stage === 'completed') return true;
  const room = isSuspect ? `${surveyId}#held` : surveyId;
  return isBelow(ports, counterOf(surveyLimit(protection), room, now));
};

/** Judges an open answer: first its sender, then how much the survey takes. */
export const judgeOpen =
  (ports: JudgePorts) =>
  async (answer: OpenAnswer): Promise<Verdict> => {
    const { now, signs, protection } = answer;
    const { isRefused, reasons: counted, told } = await countSender(ports, answer);
    if (isRefused) return { kind: 'refuse', limits: told };
    const reasons = [...signs, ...counted];
    const isSuspect = reasons.length > 0;
    if (!(await hasRoom(ports, answer, isSuspect)))
      return { kind: 'refuse', limits: [sharedState(surveyLimit(protection), null, now)] };
    return isSuspect ? { kind: 'hold', reasons, limits: told } : { kind: 'take', limits: told };
  };
