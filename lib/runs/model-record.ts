import type { ModelVersion } from '../scoring/model-version.ts';
import type { Page } from '../shared/pages.ts';
import type { CalendarDate, Instant } from '../shared/time.ts';

/**
 * `promoted` models are used (the one whose data end last at or before a date), `candidate` ones were
 * good but brought too little new, `rejected` ones say nothing that may be published.
 */
export type ModelDecision = 'promoted' | 'candidate' | 'rejected';

/** A fitted model with what was decided about it. The version names the content: the same fit has the same one. */
export interface ModelRecord {
  readonly version: string;
  readonly dataEnd: CalendarDate;
  readonly decision: ModelDecision;
  readonly reason: string;
  readonly runId: string;
  readonly createdAt: Instant;
  readonly model: ModelVersion;
}

/** Position in the list of models, latest data first. */
export type ModelPosition = string;

export interface ModelStore {
  /** Stores a model; one that is promoted already stays as it is. Answers with what stands there afterwards. */
  readonly save: (record: ModelRecord) => Promise<ModelRecord>;
  readonly get: (version: string) => Promise<ModelRecord | null>;
  readonly list: (
    limit: number,
    before?: ModelPosition,
  ) => Promise<Page<ModelRecord, ModelPosition>>;
  /**
   * Version of the latest promoted model whose data end at or before the date; of those promoted up to an instant
   * (inclusive), where one is given, so that a question about what was known then keeps its answer.
   */
  readonly promotedVersion: (asOf: CalendarDate, knownAt?: Instant) => Promise<string | null>;
}

/** Later than every date: asks for the latest promoted model of all. */
export const endOfTime: CalendarDate = '9999-12-31';
