import * as z from 'zod';
import { InvitationResource, LinkKeysResource } from '../invitation-shapes.ts';
import { route } from '../route.ts';

const none = z.strictObject({});
const invitationParams = z.strictObject({
  surveyId: z.string().min(1).max(64),
  invitationId: z.string().min(1).max(64),
});
const ring = { description: 'The generations', schema: LinkKeysResource } as const;

export const invitationsRoutes = {
  getInvitation: route({
    id: 'getInvitation',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/invitations/{invitationId}',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'Read an invitation', zh: '读取邀请' },
    description: {
      en: 'Of an anonymous survey nobody is told whether it was used.',
      zh: '匿名问卷的邀请不显示是否已被使用。',
    },
    params: invitationParams,
    query: none,
    replies: { 200: { description: 'The invitation', schema: InvitationResource } },
    failures: ['survey_not_found', 'invitation_not_found'],
    access: [{ table: 'control', actions: ['GetItem'] }],
  }),
  revokeInvitation: route({
    id: 'revokeInvitation',
    method: 'DELETE',
    path: '/v1/surveys/{surveyId}/invitations/{invitationId}',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Revoke an invitation', zh: '撤销邀请' },
    description: {
      en: 'Its link is refused from then on like one that never was. A response that came before stays, and its link goes on giving the receipt, except of anonymous surveys: a link that stayed would tell who answered.',
      zh: '此后该链接如同从未存在一样被拒绝。此前的答卷保留，其链接仍可返回回执；匿名问卷除外，否则由仍有效的链接可知谁已作答。',
    },
    params: invitationParams,
    query: none,
    replies: { 204: { description: 'It is revoked' } },
    failures: ['survey_not_found', 'invitation_not_found'],
    access: [{ table: 'control', actions: ['GetItem', 'UpdateItem'] }],
  }),
  getLinkKeys: route({
    id: 'getLinkKeys',
    method: 'GET',
    path: '/v1/settings/link-keys',
    group: 'surveys',
    scopes: ['settings:write'],
    summary: { en: 'List the generations of link keys', zh: '列出各代链接密钥' },
    params: none,
    query: none,
    replies: { 200: ring },
    failures: [],
    access: [{ table: 'control', actions: ['GetItem'] }],
  }),
  rotateLinkKeys: route({
    id: 'rotateLinkKeys',
    method: 'POST',
    path: '/v1/settings/link-keys/rotate',
    group: 'surveys',
    scopes: ['settings:write'],
    summary: { en: 'Sign new links with a new key', zh: '以新密钥签发新链接' },
    description: {
      en: 'Links of older generations live on until theirs is revoked.',
      zh: '旧密钥签发的链接在该代密钥被吊销之前仍然有效。',
    },
    params: none,
    query: none,
    replay: 'body',
    replies: { 200: ring },
    failures: [],
    access: [{ table: 'control', actions: ['GetItem', 'PutItem'] }],
  }),
  revokeLinkKeys: route({
    id: 'revokeLinkKeys',
    method: 'POST',
    path: '/v1/settings/link-keys/{generation}/revoke',
    group: 'surveys',
    scopes: ['settings:write'],
    summary: { en: 'End every link of a generation', zh: '使某一代密钥的全部链接失效' },
    description: {
      en: 'Within thirty seconds everywhere. The last generation that signs is refused: rotate first.',
      zh: '三十秒内全部生效。最后一代有效密钥不可吊销，请先轮换。',
    },
    params: z.strictObject({ generation: z.string().regex(/^[1-9][0-9]{0,4}$/, 'A number') }),
    query: none,
    replay: 'body',
    replies: { 200: ring },
    failures: ['link_key_not_found', 'last_link_key'],
    access: [{ table: 'control', actions: ['GetItem', 'PutItem'] }],
  }),
} as const;
