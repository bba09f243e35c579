import { changedPointers } from '../shared/changed-pointers.ts';
import type { Page } from '../shared/pages.ts';
import type { PolicyRecord, PolicyStore } from './policy-record.ts';

/** A version of the scoring policy in the list of its changes. */
export interface PolicyVersion extends Pick<PolicyRecord, 'version' | 'since' | 'by'> {
  /** JSON pointers to what differs from the version before, whatever was already given its default; none for the first. */
  readonly changes: readonly string[];
}

/** Versions of the policy, latest first, each with what it changed. */
export const listPolicyVersions = async (
  policies: PolicyStore,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<Page<PolicyVersion, number>> => {
  // One more than is shown: what the last one is compared with.
  const records = await policies.versions(limit + 1, before);
  const shown = records.slice(0, limit);
  const items = shown.map(({ version, since, by, policy }, index) => {
    const previous = records[index + 1];
    return {
      version,
      since,
      by,
      changes: previous ? changedPointers(previous.policy, policy) : [],
    };
  });
  const last = shown.at(-1);
  return { items, ...(last && records.length > limit ? { next: last.version } : {}) };
};
