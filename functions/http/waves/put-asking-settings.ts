import { askingSettings } from '../../../lib/app/asking-settings.ts';
import { env } from '../../../lib/app/env.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { putSettings } from '../../../lib/shared/settings.ts';
import { handler } from '../handler.ts';

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@')).toLowerCase();

/** The function that mails may send for one domain only. */
const foreignSender = fail('invalid_request', {
  errors: [
    {
      pointer: '/sender/from',
      code: 'foreign_domain',
      message: 'This deployment sends e-mail for its own domain only',
    },
  ],
});

export const handle = handler(wavesRoutes.putAskingSettings, async ({ body, call }) => {
  // There always are settings.
  if (call.mustBeNew) return fail('stale_version', { detail: 'There are settings already' });
  const { from } = body.sender;
  if (from !== undefined && domainOf(from) !== domainOf(env('MAIL_FROM'))) return foreignSender;
  const { ifMatch, now, caller } = call;
  const result = await putSettings(askingSettings, {
    settings: body,
    ifMatch,
    by: caller,
    at: now,
  });
  if (!result.ok) return result;
  const { version, settings } = result.value;
  return ok({ status: 200, body: { ...settings, version }, version });
});
