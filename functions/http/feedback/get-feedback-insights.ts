import { feedback } from '../../../lib/app/feedback.ts';
import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import type { FeedbackFigures } from '../../../lib/feedback/feedback-report.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Interval } from '../../../lib/surveys/interval.ts';
import { handler } from '../handler.ts';

const ends = (interval: Interval | null): number[] | null => interval && [...interval];

const showFigures = ({ interval, topTwoBoxInterval, replies, ...figures }: FeedbackFigures) => ({
  ...figures,
  interval: ends(interval),
  topTwoBoxInterval: ends(topTwoBoxInterval),
  replies: { ...replies, withinDutyInterval: ends(replies.withinDutyInterval) },
});

export const handle = handler(feedbackRoutes.getFeedbackInsights, async ({ query, call }) => {
  const report = await feedback.report(query, call.now);
  if (!report.ok) return report;
  const { complete, all, sources } = report.value;
  return ok({
    status: 200,
    body: {
      complete,
      all: showFigures(all),
      sources: sources.map(({ channel, source, ...figures }) => ({
        channel,
        source,
        ...showFigures(figures),
      })),
    },
  });
});
