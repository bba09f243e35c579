import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import { canonicalJson } from '../shared/canonical.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { PolicyAuthor, PolicyRecord, PolicyStore } from './policy-record.ts';

/** What a caller puts, and under which condition. */
export interface PolicyChange extends PolicyAuthor {
  readonly policy: ScoringPolicy;
  readonly ifMatch: number | '*' | undefined;
}

/**
 * Puts a policy in force as the next version. Putting what is in force already changes nothing, so a
 * repeated request is harmless.
 */
export const putPolicy = async (
  policies: PolicyStore,
  { policy, ifMatch, ...author }: PolicyChange,
): Promise<Result<PolicyRecord>> => {
  for (;;) {
    const active = await policies.active();
    if (typeof ifMatch === 'number' && ifMatch !== active.version) return fail('stale_version');
    if (canonicalJson(active.policy) === canonicalJson(policy)) return ok(active);
    if (await policies.put(policy, active.version, author)) {
      return ok({ version: active.version + 1, policy, since: author.at, by: author.by });
    }
  }
};
