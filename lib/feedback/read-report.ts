import { ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { Feedback } from './feedback.ts';
import { feedbackReport } from './feedback-report.ts';
import { boundsOf } from './list-feedback.ts';
import type { FeedbackStore } from './ports.ts';

/** Items that a report reads: what a function can within its time and memory. */
export const reportItemsMax = 20_000;

export type FeedbackReport = ReturnType<typeof feedbackReport> & {
  /** False where the window has more items than were read: then the latest are reported. */
  readonly complete: boolean;
};

/** What a report counts: held thousands at a time, the words would fill a function's memory. */
const withoutWords = (feedback: Feedback): Feedback => ({
  ...feedback,
  content: { ...feedback.content, text: null, url: null },
  earlier: [],
  candidates: [],
});

/** What was said in a window of business days, and how it was answered. */
export const readFeedbackReport =
  (ports: { readonly store: Pick<FeedbackStore, 'walk'>; readonly zone: () => string }) =>
  async (
    window: { readonly from?: string | undefined; readonly to?: string | undefined },
    now: Instant,
  ): Promise<Result<FeedbackReport>> => {
    const bounds = boundsOf(window, ports.zone());
    if (!bounds.ok) return bounds;
    const items: Feedback[] = [];
    for await (const { feedback } of ports.store.walk(bounds.value)) {
      if (items.length === reportItemsMax)
        return ok({ ...feedbackReport(items, now), complete: false });
      items.push(withoutWords(feedback));
    }
    return ok({ ...feedbackReport(items, now), complete: true });
  };
