import * as z from 'zod';
import { unsubscribeAccess } from '../ask-access.ts';
import { route } from '../route.ts';

/** Whatever stands there: a token that is none is refused like a forged one. */
const params = z.strictObject({ token: z.string().min(1) });
const query = z.strictObject({
  lang: z.string().max(35).optional().meta({ description: 'Language of the page.' }),
});
const page = { description: 'The page', contentType: 'text/html' } as const;

/** The page by which somebody is asked no more. */
export const unsubscribeRoutes = {
  getUnsubscribe: route({
    id: 'getUnsubscribe',
    method: 'GET',
    path: '/u/{token}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'The page to unsubscribe on', zh: '退订页面' },
    description: {
      en: 'Opening it changes nothing: scanners of e-mail open every link.',
      zh: '打开页面不会产生任何更改：邮件扫描程序会打开每个链接。',
    },
    params,
    query,
    replies: { 200: page },
    failures: ['invalid_token'],
    access: [],
    uses: ['secret'],
  }),
  unsubscribe: route({
    id: 'unsubscribe',
    method: 'POST',
    path: '/u/{token}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'Be asked no more', zh: '退订' },
    description: {
      en: 'Withdraws the consent to be asked; one click in a mail program does the same (RFC 8058). The answer is the same for everybody, also for who is no longer known.',
      zh: '撤回接受询问的同意；邮件程序的一键退订效果相同（RFC 8058）。对任何人的回应都相同，包括已不存在的客户。',
    },
    params,
    query,
    body: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    // What mail programs should send by RFC 8058 stands last: forms are what the page itself sends.
    bodyTypes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    replay: 'body',
    replies: { 200: page },
    failures: ['invalid_token'],
    access: unsubscribeAccess,
    uses: ['secret'],
  }),
} as const;
