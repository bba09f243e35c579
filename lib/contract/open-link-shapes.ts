import * as z from 'zod';
import { openLinkChannels } from '../surveys/signed-open-link.ts';

/** A wish for a signed open link. */
export const NewOpenLink = z
  .strictObject({
    channel: z.enum(openLinkChannels).meta({
      description:
        '`qr`: a visitor’s own phone. `kiosk`: a screen that starts again after each visitor.',
    }),
    hidden: z
      .record(z.string(), z.union([z.string().max(200), z.number()]))
      .default({})
      .meta({
        description: 'Values of hidden fields, trusted ones included, such as the shop.',
      }),
    expiresAt: z.iso.datetime({ offset: true }).optional().meta({
      description: 'The link is refused from then on; without it until the survey closes.',
    }),
  })
  .meta({ id: 'NewOpenLink' });

/** A signed open link. */
export const OpenLinkResource = z
  .strictObject({
    link: z.string().meta({ description: 'The signed value; it is not stored.' }),
    url: z.url().meta({ description: 'The address of the hosted form with it.' }),
    qr: z.string().meta({ description: 'The QR code of the address as SVG.' }),
  })
  .meta({ id: 'OpenLink' });
