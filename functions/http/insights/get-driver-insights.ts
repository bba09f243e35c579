import { voiceInsights } from '../../../lib/app/voice-insights.ts';
import { insightsRoutes } from '../../../lib/contract/routes/insights.ts';
import { ok } from '../../../lib/shared/result.ts';
import { themeCodes, themes } from '../../../lib/voice/theme-rows.ts';
import { handler } from '../handler.ts';

export const handle = handler(insightsRoutes.getDriverInsights, async ({ query, call }) => {
  const report = await voiceInsights.drivers(query, call.now);
  if (!report.ok) return report;
  const { drivers, omitted, ...rest } = report.value;
  const body = { ...rest, drivers: drivers.map(withName), omitted: omitted.map(withName) };
  return ok({ status: 200, body });
});

/** Themes have names of ours; questions are called by their survey. */
const withName = <T extends { readonly kind: string; readonly part: string | null }>(driver: T) => {
  const theme = driver.kind === 'theme' && themeCodes.find((code) => code === driver.part);
  return {
    ...driver,
    name: theme ? { en: themes[theme].en, zh: themes[theme].zh } : null,
  };
};
