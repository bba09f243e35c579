import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import type { Instant } from '../shared/time.ts';

/** A version of the scoring policy. Versions count from 1, which is the default that the code brings. */
export interface PolicyRecord {
  readonly version: number;
  readonly policy: ScoringPolicy;
  /** When it was put in force, and the subject of the token that did; null for the default. */
  readonly since: Instant | null;
  readonly by: string | null;
}

/** Who puts a policy in force, and when. */
export interface PolicyAuthor {
  readonly by: string;
  readonly at: Instant;
}

export interface PolicyStore {
  /** The policy in force; the default until one was put. */
  readonly active: () => Promise<PolicyRecord>;
  readonly get: (version: number) => Promise<PolicyRecord | null>;
  /** Puts the next version in force if `before` still is; false when it is not. */
  readonly put: (policy: ScoringPolicy, before: number, author: PolicyAuthor) => Promise<boolean>;
  /** Versions before one (absent: all), latest first; the default is the last. */
  readonly versions: (limit: number, before?: number) => Promise<readonly PolicyRecord[]>;
}
