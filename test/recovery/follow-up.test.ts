import { beforeAll, describe, expect, it } from 'vitest';
import { handle as closeCase } from '../../functions/http/cases/close-case.ts';
import { handle as getCase } from '../../functions/http/cases/get-case.ts';
import { handle as openCase } from '../../functions/http/cases/open-case.ts';
import { handle as putRecoverySettings } from '../../functions/http/cases/put-recovery-settings.ts';
import { handle as resolveCase } from '../../functions/http/cases/resolve-case.ts';
import { handle as createCustomer } from '../../functions/http/customers/create-customer.ts';
import { handle as updateCustomer } from '../../functions/http/customers/update-customer.ts';
import { askLogStore } from '../../lib/adapters/dynamodb/ask-log-store.ts';
import { findEvent } from '../../lib/adapters/dynamodb/case-store.ts';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { recipientStore } from '../../lib/adapters/dynamodb/recipient-store.ts';
import { database } from '../../lib/app/base.ts';
import { eventMessages } from '../../lib/app/stream-messages.ts';
import { listShards } from '../../lib/contract/tables.ts';
import { defaultRecoverySettings } from '../../lib/recovery/recovery-settings.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { testApi } from '../http/support/api.ts';
import { surveysApi } from '../http/support/surveys.ts';
import { deliverAt, tick } from './asking-jobs.ts';

const api = surveysApi();
/** Ten in the morning in Shanghai; the quiet hours end at nine. */
const morning = '2026-03-02T02:00:00.000Z';
const night = '2026-03-02T15:00:00.000Z';
const nextMorning = '2026-03-03T01:00:00.000Z';
let now = morning;
const handlers = [openCase, resolveCase, closeCase, getCase, putRecoverySettings];
const staff = testApi('cases', handlers, { clock: () => Date.parse(now) });
const people = testApi('customers', [createCustomer, updateCustomer]);
let surveyId: string;

const setChannel = async (channel?: string) => {
  const followUp = { surveyId, expiresAfterDays: 14, ...(channel ? { channel } : {}) };
  const body = { ...defaultRecoverySettings, followUp };
  expect((await staff.call('putRecoverySettings', { body })).status).toBe(200);
};

let count = 0;
const person = async (more: Record<string, unknown> = {}): Promise<string> => {
  count += 1;
  const body = { name: 'Ann', email: `ann${count}@told.example`, ...more };
  return (await people.call('createCustomer', { body })).body.id;
};

/** A case of this customer, resolved; with what it tells of its follow-up. */
const resolved = async (customerId: string) => {
  const { id: caseId } = (await staff.call('openCase', { body: { customerId } })).body;
  const call = { params: { caseId }, body: { rootCause: 'delivery' } };
  const answer = await staff.call('resolveCase', call);
  expect(answer.status).toBe(200);
  return { caseId, customerId, version: answer.body.version, followUp: answer.body.followUp };
};
type Resolved = Awaited<ReturnType<typeof resolved>>;

const shown = async ({ caseId }: Resolved) =>
  (await staff.call('getCase', { params: { caseId } })).body;

/** The message that the stream makes of the question; none where it has not left. */
const messageOf = async ({ customerId, followUp }: Resolved) => {
  const eventId = `ask_${followUp.invitationId.slice('inv_'.length)}_0`;
  const event = await findEvent(database)(ledgerOf(customerId), eventId);
  return event && eventMessages(eventItem(event))[0]?.message;
};

const deliver = (message: unknown, outcome?: Parameters<typeof deliverAt>[2]) =>
  deliverAt(now, message, outcome);

beforeAll(async () => {
  process.env['MAIL_FROM'] = 'feedback@shop.example';
  api.setClock(morning);
  surveyId = await api.published();
  await setChannel();
});

describe('the follow-up of a case', () => {
  it('is mailed once, in the language of the customer, however often the customer was asked', async () => {
    now = morning;
    const customerId = await person({ location: { country: 'CN' } });
    await api.invite(surveyId, { customerIds: [customerId] });
    const asked = await resolved(customerId);
    expect(asked.followUp).toMatchObject({ channel: 'email', reason: null, leavesAt: morning });
    const message = await messageOf(asked);
    expect(message).toMatchObject({
      origin: { kind: 'case', caseId: asked.caseId },
      ...{ channel: 'email', carrier: 'ses', reminder: 0, surveyId },
    });
    const [mail, ...more] = [...(await deliver(message)), ...(await deliver(message))];
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ language: 'zh', subject: 'Ann，问题解决了吗？' });
    expect(mail?.text).toContain(asked.followUp.url);
    expect(mail?.text).toContain(mail?.unsubscribeLink);
    const { asks } = await askLogStore(database).read(customerId);
    expect(asks.map(({ channel }) => channel)).toEqual(['link', 'email']);
    expect(asks[1]).toMatchObject({ at: morning, invitationId: asked.followUp.invitationId });
  });

  it('waits for the end of the quiet hours', async () => {
    now = night;
    const asked = await resolved(await person());
    expect(asked.followUp).toMatchObject({ channel: 'email', leavesAt: nextMorning });
    await tick('2026-03-02T20:00:00.000Z');
    expect(await messageOf(asked)).toBeUndefined();
    await Promise.all([tick(nextMorning), tick(nextMorning)]);
    now = nextMorning;
    expect(await deliver(await messageOf(asked))).toHaveLength(1);
    expect((await shown(asked)).followUp).toMatchObject({ channel: 'email', reason: null });
  });

  it('goes on waiting where it has become quiet again', async () => {
    now = night;
    const asked = await resolved(await person());
    await tick('2026-03-03T14:00:00.000Z');
    expect(await messageOf(asked)).toBeUndefined();
    expect((await shown(asked)).followUp.leavesAt).toBe('2026-03-04T01:00:00.000Z');
    await tick('2026-03-04T01:00:00.000Z');
    expect(await messageOf(asked)).toBeDefined();
  });

  it('is left to staff where consent was withdrawn, even overnight, and where nobody can be reached', async () => {
    now = morning;
    const consents = [{ purpose: 'surveys', granted: false, at: '2026-01-01T00:00:00Z' }];
    const silent = await resolved(await person({ consents }));
    const unreachable = await resolved(await api.newCustomer());
    now = night;
    const late = await resolved(await person());
    const params = { customerId: late.customerId };
    await people.call('updateCustomer', { params, body: { consents } });
    await tick(nextMorning);
    for (const [asked, reason] of [
      [silent, 'no_consent'],
      [unreachable, 'no_channel'],
      [late, 'no_consent'],
    ] as const) {
      const { followUp } = await shown(asked);
      expect(followUp).toMatchObject({ channel: 'by_hand', reason, leavesAt: null });
      expect(followUp.url).toContain('/s/');
      expect(await messageOf(asked)).toBeUndefined();
    }
    expect((await shown(late)).version).toBe(late.version + 1);
  });

  it('goes the way that the settings say', async () => {
    now = morning;
    for (const [channel, phone, way, carrier] of [
      ['by_hand', undefined, 'by_hand', undefined],
      ['bus', undefined, 'bus', 'bus'],
      ['email', '+8613800000001', 'email', 'ses'],
      ['preferred', '+8613800000002', 'bus', 'bus'],
    ] as const) {
      await setChannel(channel);
      const contact = phone ? { phone, channels: { preferred: 'sms' } } : {};
      const asked = await resolved(await person(contact));
      expect(asked.followUp.channel).toBe(way);
      expect((await messageOf(asked)) ?? {}).toMatchObject(carrier ? { carrier } : {});
    }
    await setChannel();
  });

  it('does not leave once its case waits for no answer any more', async () => {
    now = night;
    const asked = await resolved(await person());
    const ended = await resolved(await person());
    const closing = { params: { caseId: ended.caseId }, body: { outcome: 'recovered' } };
    expect((await staff.call('closeCase', closing)).status).toBe(200);
    const read = () => Promise.all([shown(asked), shown(ended)]);
    const token = new URL(asked.followUp.url).pathname.slice('/s/'.length);
    const answer = await api.submit(surveyId, { token, answers: { q1: 10 } });
    expect(answer.status).toBe(201);
    const before = await read();
    await tick(nextMorning);
    expect(await read()).toEqual(before);
    for (const each of [asked, ended]) {
      expect(await messageOf(each)).toBeUndefined();
      // Even if it had left before the case ended.
      const origin = { kind: 'case', caseId: each.caseId } as const;
      const { invitationId } = each.followUp;
      const message = { customerId: each.customerId, invitationId, origin, reminder: 0 };
      expect(await deliver(message)).toEqual([]);
    }
    const shards = Array.from({ length: listShards }, (_, shard) => shard);
    const queue = await Promise.all(
      shards.map((shard) => recipientStore(database).due(shard, nextMorning, 10)),
    );
    expect(queue.flat()).toEqual([]);
  });

  it('comes back to staff when the mail service refuses the address, and may be tried again when it took nothing', async () => {
    now = morning;
    const asked = await resolved(await person());
    const message = await messageOf(asked);
    expect(await deliver(message, { kind: 'later' })).toHaveLength(1);
    expect(await deliver(message, { kind: 'refused', code: 'MessageRejected' })).toHaveLength(1);
    expect((await shown(asked)).followUp).toMatchObject({
      ...{ channel: 'by_hand', reason: 'address_refused', leavesAt: null },
    });
    expect(await deliver(message)).toEqual([]);
  });

  it('is resolved with although others ask the same customer at that moment', async () => {
    now = morning;
    const customerId = await person();
    const invited = Array.from({ length: 4 }, () =>
      api.invite(surveyId, { customerIds: [customerId] }),
    );
    const [asked] = await Promise.all([resolved(customerId), ...invited]);
    expect(asked.followUp.channel).toBe('email');
    expect((await askLogStore(database).read(customerId)).asks).toHaveLength(5);
  });
});
