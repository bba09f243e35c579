import { qrCode } from '../../../lib/adapters/qr-code.ts';
import { openLinks } from '../../../lib/app/open-links.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { epochMs, toInstant } from '../../../lib/shared/time.ts';
import { handler } from '../handler.ts';

/** The link follows from the request, so a repeat needs nothing but the link to answer the same. */
const reply = (surveyId: string, link: string) => {
  const url = openLinks.addressOf(surveyId, link);
  return { status: 201 as const, body: { link, url, qr: qrCode(url) }, resourceId: link };
};

export const handle = handler(
  surveysRoutes.createOpenLink,
  async ({ params: { surveyId }, body, call }) => {
    const { channel, hidden, expiresAt } = body;
    const result = await openLinks.create({
      surveyId,
      channel,
      hidden,
      expiresAt: expiresAt === undefined ? null : toInstant(epochMs(expiresAt)),
      now: call.now,
    });
    return result.ok ? ok(reply(surveyId, result.value)) : result;
  },
  async (link, { params }) => ok(reply(params.surveyId, link)),
);
