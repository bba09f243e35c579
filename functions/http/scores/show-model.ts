import type { Model } from '../../../lib/contract/model-resource.ts';
import type { ModelRecord } from '../../../lib/runs/model-record.ts';

/** A model as it stands today: of the promoted ones the latest is active. */
export const showModel = (
  { version, decision, reason, runId, model }: ModelRecord,
  activeVersion: string | null,
): Model => {
  const promoted = version === activeVersion ? 'active' : 'superseded';
  return { ...model, status: decision === 'promoted' ? promoted : model.status, reason, runId };
};
