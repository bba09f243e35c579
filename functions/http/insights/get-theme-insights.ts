import { voiceInsights } from '../../../lib/app/voice-insights.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import type { ThemeReport } from '../../../lib/contract/voice-resource.ts';
import { ok } from '../../../lib/shared/result.ts';
import { dayToDate } from '../../../lib/shared/time.ts';
import type { CitedText, ThemeFigures } from '../../../lib/voice/theme-figures.ts';
import { themes } from '../../../lib/voice/theme-rows.ts';
import { handler } from '../handler.ts';

export const handle = handler(insightsRoutes.getThemeInsights, async ({ query, call }) => {
  const report = await voiceInsights.themes(query, call.now);
  if (!report.ok) return report;
  return ok({
    status: 200,
    body: { ...report.value, themes: report.value.themes.map(showTheme) },
  });
});

const showTheme = ({
  theme,
  sentences,
  ...figures
}: ThemeFigures): ThemeReport['themes'][number] => {
  const { en, zh, reason } = themes[theme];
  return { theme, name: { en, zh }, reason, ...figures, sentences: sentences.map(showSentence) };
};

const showSentence = ({ day, value, source, ...rest }: CitedText) => ({
  ...rest,
  source: { ...source },
  day: dayToDate(day),
  sentiment: value,
});
