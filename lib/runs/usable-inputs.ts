import { type Statistics, toModelInputs } from '../scoring/statistics.ts';
import type { Day } from '../shared/time.ts';
import { historyFault } from '../value/purchase-history.ts';

/**
 * Whether a customer has bought by a day, and has sums that can be true: one broken record must not keep everybody from
 * a model or a preview. The segments count it as failed, and a rebuild repairs it.
 */
export const hasUsableInputs = (statistics: Statistics, day: Day): boolean => {
  const inputs = toModelInputs(statistics, day, 0);
  return inputs !== null && historyFault(inputs) === null && Number.isFinite(inputs.zbar);
};

/** Whether a customer has a contract and has bought nothing: of use to the renewals, and to nothing else. */
export const hasContractOnly = ({ purchaseDays, signals }: Statistics): boolean =>
  purchaseDays === 0 && signals.contract !== null;
