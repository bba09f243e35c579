import type { ScoreRecord } from '../scoring/score-record.ts';
import { businessDay, type Instant } from '../shared/time.ts';
import { isWorthWriting } from './class-write.ts';
import type { ActiveClassifier, ScoreStore } from './ports.ts';

export interface ClassifyDependencies {
  readonly scores: ScoreStore;
  readonly classifier: ActiveClassifier;
  readonly zone: string;
}

/** The day that a record is classified for: an event may lie up to a day ahead. */
export const classificationDay = (record: ScoreRecord, today: number): number =>
  Math.max(today, record.statistics.lastDay ?? today);

/**
 * Brings the stored classes up to what the record says now. A dirty record waits for its fold. When
 * the write is refused, somebody has written since, and classifies after that.
 */
export const classifyRecord =
  ({ scores, classifier, zone }: ClassifyDependencies) =>
  async (customerId: string, now: Instant): Promise<void> => {
    const record = await scores.read(customerId);
    if (record?.status !== 'live' || record.dirty) return;
    const classify = await classifier();
    const next = classify(record, classificationDay(record, businessDay(now, zone)));
    if (isWorthWriting(record, next)) await scores.writeClasses({ record, ...next, at: now });
  };
