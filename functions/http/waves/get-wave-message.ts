import { waves } from '../../../lib/app/waves.ts';
import { invitationIdOf } from '../../../lib/asking/recipient.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(wavesRoutes.getWaveMessage, async ({ params, query, call }) => {
  const { waveId, customerId } = params;
  const of = { waveId, occurrence: query.occurrence };
  const recipient = await waves.findRecipient(of, customerId);
  if (!recipient || recipient.channel === null) return fail('message_not_found');
  const { channel, reminders: reminder } = recipient;
  const invitationId = invitationIdOf(of, customerId);
  const origin = { kind: 'wave', ...of } as const;
  const message = await waves.message({ origin, customerId, invitationId, reminder }, call.now);
  if (!message) return fail('message_not_found');
  const { language, subject, text, html, link, unsubscribeLink } = message;
  return ok({
    status: 200,
    body: {
      ...{ customerId, invitationId, channel, reminder, language, subject, text, html },
      url: link,
      unsubscribeUrl: unsubscribeLink,
    },
  });
});
