import type { CohortReport } from '../../../lib/contract/insight-resource.ts';
import type { InsightHead } from '../../../lib/insights/insight-record.ts';
import type { Missing } from '../../../lib/insights/missing.ts';
import { contentHash } from '../../../lib/shared/canonical.ts';

type Head = Pick<
  CohortReport,
  | 'asOf'
  | 'knownAt'
  | 'modelVersion'
  | 'policyVersion'
  | 'inputsHash'
  | 'state'
  | 'missing'
  | 'sample'
  | 'definition'
>;

/** As of when, by what and over whom stored insights were counted. The hash leaves out when that became known. */
export const showHead = (record: InsightHead | null, missing: Missing[]): Head => {
  const state = missing.length === 0 ? 'ok' : 'insufficient_data';
  if (record === null) return { ...nothing, state, missing };
  const { knownAt, ...inputs } = record;
  return {
    asOf: record.dataEnd,
    knownAt,
    modelVersion: record.modelVersion,
    policyVersion: record.policyVersion,
    inputsHash: contentHash(inputs),
    state,
    missing,
    sample: { ...record.basis },
    definition: { ...record.definition },
  };
};

const nothing = {
  asOf: null,
  knownAt: null,
  modelVersion: null,
  policyVersion: null,
  inputsHash: null,
  sample: null,
  definition: null,
} as const;
