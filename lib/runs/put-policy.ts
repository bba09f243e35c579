import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import { canonicalJson } from '../shared/canonical.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { PolicyRecord, PolicyStore } from './policy-record.ts';

/**
 * Puts a policy in force as the next version. Putting what is in force already changes nothing, so a
 * repeated request is harmless.
 */
export const putPolicy = async (
  policies: PolicyStore,
  policy: ScoringPolicy,
  ifMatch: number | '*' | undefined,
): Promise<Result<PolicyRecord>> => {
  for (;;) {
    const active = await policies.active();
    if (typeof ifMatch === 'number' && ifMatch !== active.version) return fail('stale_version');
    if (canonicalJson(active.policy) === canonicalJson(policy)) return ok(active);
    if (await policies.put(policy, active.version)) {
      return ok({ version: active.version + 1, policy });
    }
  }
};
