import type { ScoringPolicy } from '../scoring/policy/policy.ts';

/** A version of the scoring policy. Versions count from 1, which is the default that the code brings. */
export interface PolicyRecord {
  readonly version: number;
  readonly policy: ScoringPolicy;
}

export interface PolicyStore {
  /** The policy in force; the default until one was put. */
  readonly active: () => Promise<PolicyRecord>;
  readonly get: (version: number) => Promise<PolicyRecord | null>;
  /** Puts the next version in force if `before` still is; false when it is not. */
  readonly put: (policy: ScoringPolicy, before: number) => Promise<boolean>;
}
