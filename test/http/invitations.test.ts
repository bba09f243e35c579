import { afterAll, describe, expect, it } from 'vitest';
import { blindKeys } from '../../lib/app/blind-keys.ts';
import { invitationsRoutes } from '../../lib/contract/routes/invitations.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { honeypotField } from '../../lib/surveys/abuse/form-token.ts';
import { blind, prepareMessage, unblind } from '../../lib/surveys/blind-client.ts';
import { intakeApi } from './support/intake.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = intakeApi();
const { staff, open, submit } = api;
const answers = { q1: 9 };
const strange = { surveyId: 'svy_00000000000000000000000000', invitationId: 'inv_0' };

describe('one invitation', () => {
  const statusOf = async (link: { surveyId: string; invitationId: string }) => {
    const params = { surveyId: link.surveyId, invitationId: link.invitationId };
    return (await staff.call('getInvitation', { params })).body;
  };
  const revoke = (link: { surveyId: string; invitationId: string }) =>
    staff.call('revokeInvitation', {
      params: { surveyId: link.surveyId, invitationId: link.invitationId },
    });

  it('says what it was used for, of identified surveys alone', async () => {
    const link = await api.linked();
    expect(await statusOf(link)).toMatchObject({ status: 'unused', id: link.invitationId });
    const { body } = await submit(link.surveyId, { token: link.token, answers });
    expect(await statusOf(link)).toMatchObject({
      ...{ status: 'used', usedAt: body.completedAt, responseId: body.id },
    });
    const quiet = await api.linked({ mode: 'confidential' });
    await submit(quiet.surveyId, { token: quiet.token, answers });
    const shown = await statusOf(quiet);
    expect(shown).toMatchObject({ status: 'used', usedAt: expect.any(String) });
    expect(shown.responseId).toBeUndefined();
    const nobody = await api.linked({ mode: 'anonymous' });
    const before = await statusOf(nobody);
    await submit(nobody.surveyId, { token: nobody.token, answers });
    expect(await statusOf(nobody)).toEqual(before);
    expect(before.status).toBe('active');
  });

  it('ends by DELETE, again and again, and never takes back a response', async () => {
    const link = await api.linked();
    expect((await revoke(link)).status).toBe(204);
    const { revokedAt } = await statusOf(link);
    expect((await revoke(link)).status).toBe(204);
    expect(await statusOf(link)).toMatchObject({ status: 'revoked', revokedAt });
    const { problem } = await submit(link.surveyId, { token: link.token, answers });
    expect(problem.code).toBe('invalid_token');
    const used = await api.linked();
    const first = await submit(used.surveyId, { token: used.token, answers });
    expect((await revoke(used)).status).toBe(204);
    const again = await submit(used.surveyId, { token: used.token, answers });
    expect(again.body).toEqual(first.body);
    const [other] = [await api.linked()];
    const mixed = { surveyId: other.surveyId, invitationId: used.invitationId };
    expect((await staff.call('getInvitation', { params: mixed })).problem.code).toBe(
      'invitation_not_found',
    );
    expect((await revoke(mixed)).problem.code).toBe('invitation_not_found');
    for (const route of ['getInvitation', 'revokeInvitation'] as const) {
      const { problem: unknown } = await staff.call(route, { params: strange });
      expect(unknown.code).toBe('survey_not_found');
      await expectSharedRefusals(staff, invitationsRoutes[route], { params: strange });
    }
  });

  it('ends by DELETE of an anonymous survey whether it was used or not, and shows neither', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const [used, fresh] = [await api.link(surveyId), await api.link(surveyId)];
    await submit(surveyId, { token: used.token, answers });
    for (const link of [used, fresh]) {
      expect((await revoke(link)).status).toBe(204);
      expect(await statusOf(link)).toMatchObject({
        ...{ status: 'revoked', revokedAt: expect.any(String) },
      });
      const { problem } = await submit(surveyId, { token: link.token, answers });
      expect(problem.code).toBe('invalid_token');
    }
    expect(await api.anonymous(surveyId)).toHaveLength(1);
  });

  it('is read without a word of the response that waits in quarantine', async () => {
    const link = await api.linked({ mode: 'confidential' });
    const before = await statusOf(link);
    await submit(link.surveyId, { token: link.token, answers, [honeypotField]: 'x' });
    expect(await statusOf(link)).toEqual(before);
  });

  it('lets one of a use and a revocation at the same time win', async () => {
    for (let round = 0; round < 5; round += 1) {
      const link = await api.linked();
      const [sent] = await Promise.all([
        submit(link.surveyId, { token: link.token, answers }),
        revoke(link),
      ]);
      expect((await statusOf(link)).status).toBe(sent.status === 201 ? 'used' : 'revoked');
    }
  });

  afterAll(() => {
    expectDeclaredReached(api.reached, invitationsRoutes.getInvitation);
    expectDeclaredReached(api.reached, invitationsRoutes.revokeInvitation);
  });
});

describe('generations of link keys', () => {
  it('sign new links, let old ones live, and end theirs when they are revoked', async () => {
    const old = await api.linked();
    expect(old.token).toMatch(/^v1\./);
    const rotated = await staff.call('rotateLinkKeys');
    expect(rotated.body).toMatchObject({ current: 2 });
    expect(JSON.stringify(rotated.body)).not.toContain('salt');
    const fresh = await api.link(old.surveyId);
    expect(fresh.token).toMatch(/^v2\./);
    const first = await submit(old.surveyId, { token: old.token, answers });
    expect(first.status).toBe(201);
    expect((await submit(old.surveyId, { token: fresh.token, answers })).status).toBe(201);
    const revoked = await staff.call('revokeLinkKeys', { params: { generation: '1' } });
    expect(revoked.body.generations[0].revokedAt).toEqual(expect.any(String));
    const gone = await submit(old.surveyId, { token: old.token, answers });
    const unknown = await submit(old.surveyId, { token: old.token.replace('v1', 'v9'), answers });
    const told = [gone, unknown].map(({ problem }) => ({
      ...problem,
      requestId: '',
      instance: '',
    }));
    expect(told[0]).toMatchObject({ status: 403, code: 'invalid_token' });
    expect(told[1]).toEqual(told[0]);
    const repeated = await submit(old.surveyId, { token: fresh.token, answers });
    expect(repeated.status).toBe(200);
    expect((await staff.call('getLinkKeys')).body).toMatchObject({ current: 2 });
  });

  it('keep one that signs, and answer for those there are', async () => {
    const last = await staff.call('revokeLinkKeys', { params: { generation: '2' } });
    expect(last.problem.code).toBe('last_link_key');
    const none = await staff.call('revokeLinkKeys', { params: { generation: '7' } });
    expect(none.problem.code).toBe('link_key_not_found');
    const again = await staff.call('revokeLinkKeys', { params: { generation: '1' } });
    expect(again.status).toBe(200);
    for (const route of ['getLinkKeys', 'rotateLinkKeys', 'revokeLinkKeys'] as const) {
      const row = invitationsRoutes[route];
      const params: Record<string, string> = route === 'revokeLinkKeys' ? { generation: '1' } : {};
      await expectSharedRefusals(staff, row, { params });
    }
  });

  afterAll(() => {
    expectDeclaredReached(api.reached, invitationsRoutes.getLinkKeys);
    expectDeclaredReached(api.reached, invitationsRoutes.rotateLinkKeys);
    expectDeclaredReached(api.reached, invitationsRoutes.revokeLinkKeys);
  });
});

describe('POST /s/{token}/signature', () => {
  const sign = (token: string, blinded: string) =>
    open.call('signBlinded', { params: { token }, body: { blinded } });

  it('gives a credential that answers once, and that nothing leads to', async () => {
    const link = await api.linked({ mode: 'anonymous' });
    const { surveyId, token, invitationId } = link;
    const key = await blindKeys.publicKey(surveyId);
    if (!key) throw new Error('the survey has no key');
    const message = prepareMessage();
    const { blinded, inverse } = await blind(key, message);
    const answer = await sign(token, blinded);
    expect(answer.status).toBe(200);
    expect((await sign(token, blinded)).body).toEqual(answer.body);
    const other = await blind(key, prepareMessage());
    expect((await sign(token, other.blinded)).problem.code).toBe('link_used');
    const blindSignature = answer.body.signature;
    const signature = await unblind(key, { message, inverse, blindSignature });
    const credential = { message, signature };
    const linked = await submit(surveyId, { token, credential, answers });
    expect(linked.problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/credential', 'not_with_token'],
    ]);
    const begun = await submit(surveyId, { credential, answers, complete: false });
    expect(begun.problem.errors?.[0]).toMatchObject({ pointer: '/complete' });
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, at) => submit(surveyId, { credential, answers: { q1: at } })),
    );
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(sent.map(({ body }) => body.receipt)).size).toBe(1);
    expect(await api.anonymous(surveyId)).toHaveLength(1);
    const stored = JSON.stringify(
      await api.item('control', {
        ...{ pk: `invitation#${invitationId}`, sk: 'invitation' },
      }),
    );
    for (const secret of [message, signature, blinded]) expect(stored).not.toContain(secret);
    const forged = { message: prepareMessage(), signature };
    expect((await submit(surveyId, { credential: forged, answers })).problem.code).toBe(
      'invalid_token',
    );
    const foreign = await api.published({ mode: 'anonymous' });
    expect((await submit(foreign, { credential, answers })).problem.code).toBe('invalid_token');
  });

  it('refuses links of other surveys and times, and what is no blinded message', async () => {
    const identified = await api.linked();
    const blinded = Buffer.alloc(256, 1).toString('base64url');
    expect((await sign(identified.token, blinded)).problem.code).toBe('invalid_token');
    const link = await api.linked({ mode: 'anonymous' });
    const short = await sign(link.token, 'AAAA');
    expect(short.problem.errors?.[0]).toMatchObject({ pointer: '/blinded' });
    await api.close(link.surveyId);
    expect((await sign(link.token, blinded)).problem.code).toBe('survey_not_open');
    const valid = { params: { token: 'x' }, body: { blinded } };
    await expectSharedRefusals(open, publicRoutes.signBlinded, valid);
  });

  afterAll(() => expectDeclaredReached(api.reached, publicRoutes.signBlinded));
});
