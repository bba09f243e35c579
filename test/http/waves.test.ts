import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handle as createCustomer } from '../../functions/http/customers/create-customer.ts';
import { handle as getCustomer } from '../../functions/http/customers/get-customer.ts';
import { corsOrigins } from '../../functions/http/public/cors.ts';
import { handle as getUnsubscribe } from '../../functions/http/public/get-unsubscribe.ts';
import { handle as unsubscribe } from '../../functions/http/public/unsubscribe.ts';
import { handle as closeSurvey } from '../../functions/http/surveys/close-survey.ts';
import { handle as createInvitations } from '../../functions/http/surveys/create-invitations.ts';
import { handle as createSurvey } from '../../functions/http/surveys/create-survey.ts';
import { handle as publishSurvey } from '../../functions/http/surveys/publish-survey.ts';
import { handle as createWave } from '../../functions/http/waves/create-wave.ts';
import { handle as deleteWave } from '../../functions/http/waves/delete-wave.ts';
import { handle as estimateWave } from '../../functions/http/waves/estimate-wave.ts';
import { handle as getAskingSettings } from '../../functions/http/waves/get-asking-settings.ts';
import { handle as getWave } from '../../functions/http/waves/get-wave.ts';
import { handle as getWaveMessage } from '../../functions/http/waves/get-wave-message.ts';
import { handle as listRecipients } from '../../functions/http/waves/list-recipients.ts';
import { handle as listWaves } from '../../functions/http/waves/list-waves.ts';
import { handle as pauseWave } from '../../functions/http/waves/pause-wave.ts';
import { handle as putAskingSettings } from '../../functions/http/waves/put-asking-settings.ts';
import { handle as resumeWave } from '../../functions/http/waves/resume-wave.ts';
import { handle as updateWave } from '../../functions/http/waves/update-wave.ts';
import { handler as tick } from '../../functions/jobs/ask.ts';
import { defaultAskingSettings } from '../../lib/asking/asking-settings.ts';
import { unsubscribeRoutes } from '../../lib/contract/routes/public-unsubscribe.ts';
import { wavesRoutes } from '../../lib/contract/routes/waves.ts';
import { routes } from '../../lib/contract/routes.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { testApi } from './support/api.ts';
import { expectDeclaredReached, expectSharedRefusals, newReached } from './support/reached.ts';
import { formBody } from './support/surveys.ts';

const reached = newReached();
const handlers = [
  createWave,
  listWaves,
  estimateWave,
  getWave,
  updateWave,
  deleteWave,
  pauseWave,
  resumeWave,
  listRecipients,
  getWaveMessage,
  getAskingSettings,
  putAskingSettings,
];
const api = testApi('waves', handlers, { reached });
const open = testApi('public', [getUnsubscribe, unsubscribe], { reached, corsOrigins });
const surveys = testApi('surveys', [createSurvey, publishSurvey, closeSurvey, createInvitations]);
const people = testApi('customers', [createCustomer, getCustomer]);

let environment: TestEnvironment;
let surveyId: string;
let draftId: string;

const definition = (more: Record<string, unknown> = {}) => ({
  name: 'Spring',
  surveyId,
  audience: { tag: 'spring' },
  schedule: { startsOn: '2020-01-01', at: '00:00' },
  ...more,
});
const plan = async (more: Record<string, unknown> = {}) =>
  (await api.call('createWave', { body: definition(more) })).body.id as string;
const settings = async (more: Record<string, unknown>) => {
  const body = { ...defaultAskingSettings, ...more };
  return api.call('putAskingSettings', { body });
};
const person = async (more: Record<string, unknown>) =>
  (await people.call('createCustomer', { body: { name: 'Ann', tags: ['spring'], ...more } })).body
    .id as string;
const none = { tag: 'none' };
const strange = { waveId: 'wav_00000000000000000000000000' };

beforeAll(async () => {
  environment = await openEnvironment({
    PUBLIC_URL: 'https://answers.example',
    MAIL_FROM: 'feedback@shop.example',
  });
  draftId = (await surveys.call('createSurvey', { body: sampleDefinition({}) })).body.id;
  surveyId = (await surveys.call('createSurvey', { body: sampleDefinition({}) })).body.id;
  await surveys.call('publishSurvey', { params: { surveyId } });
  await settings({ quietHours: { from: '00:00', to: '00:00' } });
});
afterAll(() => environment?.close());

describe('settings of asking', () => {
  it('have versions, and are put over the one that was seen', async () => {
    const { body, headers } = await api.call('getAskingSettings');
    expect(body).toMatchObject({ guard: { asks: 1, days: 30 }, version: 2 });
    const etag = { 'if-none-match': headers['etag'] ?? '' };
    expect((await api.call('getAskingSettings', { headers: etag })).status).toBe(304);
    const stale = { body: defaultAskingSettings, headers: { 'if-match': '"1"' } };
    expect((await api.call('putAskingSettings', stale)).problem.code).toBe('stale_version');
  });

  it('take senders of the deployment’s own domain only', async () => {
    const foreign = await settings({ sender: { from: 'a@other.example' } });
    expect(foreign.problem.errors?.[0]?.code).toBe('foreign_domain');
  });
});

describe('waves', () => {
  it('ask those who may be asked, and say why others not', async () => {
    const waveId = await plan();
    const ann = await person({ email: 'ann@spring.example', location: { country: 'CN' } });
    const consents = [{ purpose: 'surveys', granted: false, at: '2020-01-01T00:00:00Z' }];
    const bo = await person({ email: 'bo@spring.example', consents });
    await person({});
    const estimate = await api.call('estimateWave', { body: { audience: { tag: 'spring' } } });
    expect(estimate.body).toEqual({
      ...{ considered: 3, isComplete: true, audience: 3, eligible: 1, expected: 1, waiting: 0 },
      skipped: { no_consent: 1, no_channel: 1 },
    });
    await tick();
    await tick();
    const { body } = await api.call('getWave', { params: { waveId } });
    expect(body).toMatchObject({
      status: 'finished',
      progress: {
        considered: 3,
        sampled: 3,
        sent: 1,
        due: 0,
        skipped: { no_consent: 1, no_channel: 1 },
      },
    });
    const list = await api.call('listRecipients', { params: { waveId }, query: { limit: 2 } });
    expect(list.body.data).toHaveLength(2);
    const query = { cursor: list.body.nextCursor };
    const rest = await api.call('listRecipients', { params: { waveId }, query });
    const rows = [...list.body.data, ...rest.body.data];
    expect(rows.find(({ customerId }) => customerId === ann)).toMatchObject({
      ...{ status: 'sent', channel: 'email', carrier: 'ses', reminders: 0 },
    });
    expect(rows.find(({ customerId }) => customerId === bo)).toMatchObject({
      reason: 'no_consent',
    });
    // The guard counts over all waves and links by hand.
    const again = await api.call('estimateWave', { body: { audience: { tag: 'spring' } } });
    expect(again.body.skipped).toMatchObject({ asked_recently: 1 });
    const byHand = (guard: boolean) =>
      surveys.call('createInvitations', {
        params: { surveyId },
        body: { customerIds: [ann, bo], guard },
      });
    const codes = (await byHand(true)).body.results.map(
      ({ problem }: { problem: { code: string } }) => problem.code,
    );
    expect(codes).toEqual(['asked_recently', 'consent_withdrawn']);
    expect((await byHand(false)).body.results[0].status).toBe(201);
    const message = await api.call('getWaveMessage', {
      params: { waveId, customerId: ann },
      query: { occurrence: '2020-01-01' },
    });
    expect(message.body).toMatchObject({ language: 'zh', reminder: 0, channel: 'email' });
    expect(message.body.text).toContain(message.body.url);
    const none = { params: { waveId, customerId: bo }, query: { occurrence: '2020-01-01' } };
    expect((await api.call('getWaveMessage', none)).problem.code).toBe('message_not_found');
    await unsubscribes(new URL(message.body.unsubscribeUrl).pathname.slice(3), ann);
  });

  const unsubscribes = async (token: string, customerId: string) => {
    const page = await open.call('getUnsubscribe', { params: { token }, query: { lang: 'zh' } });
    expect(page.body).toContain('<form method="post">');
    const oneClick = { params: { token }, ...formBody([['List-Unsubscribe', 'One-Click']]) };
    // RFC 8058 has mail programs send multipart/form-data; some send a form.
    const part =
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const mailed = { params: { token }, body: new TextEncoder().encode(part), headers };
    const done = await open.call('unsubscribe', mailed);
    expect(done.status).toBe(200);
    expect((await open.call('unsubscribe', oneClick)).body).toBe(done.body);
    const { body } = await people.call('getCustomer', { params: { customerId } });
    expect(body.consents).toMatchObject([{ purpose: 'surveys', granted: false }]);
    expect(JSON.stringify(done.body)).not.toContain('Ann');
  };

  it('are planned for open surveys, with texts that hold together', async () => {
    const refused = async (more: Record<string, unknown>) =>
      (await api.call('createWave', { body: definition(more) })).problem;
    expect((await refused({ surveyId: 'svy_none' })).code).toBe('survey_not_found');
    expect((await refused({ surveyId: draftId })).code).toBe('survey_not_open');
    expect((await refused({ body: { en: 'no link' } })).errors?.map(({ code }) => code)).toEqual([
      'link_missing',
      'languages_differ',
    ]);
    expect((await refused({ hidden: { shop: '1' } })).errors?.[0]?.code).toBe('unknown_field');
    const body = definition();
    const headers = { 'idempotency-key': 'plan-once' };
    const first = await api.call('createWave', { body, headers });
    expect((await api.call('createWave', { body, headers })).body.id).toBe(first.body.id);
    await api.call('deleteWave', { params: { waveId: first.body.id } });
  });

  it('have bounded texts: an item holds them beside the candidates of a sample', async () => {
    const languages = Array.from({ length: 20 }, (_, at) => `a${String.fromCharCode(97 + at)}`);
    const texts = (some: readonly string[]) => ({
      subject: Object.fromEntries(some.map((tag) => [tag, '问'])),
      body: Object.fromEntries(some.map((tag) => [tag, `${'答'.repeat(990)}{{link}}`])),
    });
    const tooBig = [expect.objectContaining({ pointer: '', code: 'too_big' })];
    const created = await api.call('createWave', { body: definition(texts(languages)) });
    expect(created.problem.errors).toEqual(tooBig);
    const params = { waveId: await plan({ ...texts(languages.slice(0, 10)), audience: none }) };
    const patch = { params, body: texts(languages.slice(10)) };
    expect((await api.call('updateWave', patch)).problem.errors).toEqual(tooBig);
    await api.call('deleteWave', { params });
  });

  it('are changed, paused, resumed and removed over the version that was seen', async () => {
    const waveId = await plan({ schedule: { startsOn: '2100-01-01', at: '10:00', everyDays: 7 } });
    const params = { waveId };
    const patched = await api.call('updateWave', { params, body: { name: 'New', language: null } });
    expect(patched).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { name: 'New' } });
    // Its progress moves under the same tag: who polls with it must see that.
    const known = { params, headers: { 'if-none-match': '"2"' } };
    expect((await api.call('getWave', known)).body.progress).toBeDefined();
    const stale = { params, body: {}, headers: { 'if-match': '"1"' } };
    expect((await api.call('updateWave', stale)).problem.code).toBe('stale_version');
    const call = { params };
    expect((await api.call('resumeWave', call)).problem.code).toBe('wave_not_paused');
    expect((await api.call('pauseWave', call)).body.status).toBe('paused');
    expect((await api.call('pauseWave', call)).problem.code).toBe('wave_paused');
    const resumed = await api.call('resumeWave', { ...call, headers: { 'idempotency-key': 'r' } });
    expect(resumed.body).toMatchObject({ status: 'active', version: 4 });
    const listed = await api.call('listWaves', { query: { limit: 1 } });
    expect(listed.body.data[0].id).toBe(waveId);
    expect((await api.call('deleteWave', call)).status).toBe(204);
    expect((await api.call('getWave', call)).problem.code).toBe('wave_not_found');
  });

  it('are changed by merge patches: what is absent stays, null removes, one sample takes the place of the other', async () => {
    const schedule = { startsOn: '2100-01-01', at: '10:00', everyDays: 7 };
    const audience = { tag: 'none', event: { type: 'purchase', afterDays: 3, withinDays: 2 } };
    const params = {
      waveId: await plan({ schedule, audience, subject: { en: 'Hi' }, body: { en: '{{link}}' } }),
    };
    const patch = async (body: Record<string, unknown>) => api.call('updateWave', { params, body });
    const body = {
      schedule: { at: '11:30', everyDays: null },
      audience: { tier: 'high', tag: null, event: { withinDays: null } },
      sample: { size: 10 },
      subject: { zh: '你好' },
      body: { zh: '{{link}}' },
    };
    expect((await patch(body)).body).toMatchObject({
      schedule: { startsOn: '2100-01-01', at: '11:30' },
      audience: { tier: 'high', event: { type: 'purchase', afterDays: 3 } },
      sample: { size: 10 },
      subject: { en: 'Hi', zh: '你好' },
    });
    const { body: after } = await patch({
      sample: null,
      audience: null,
      subject: null,
      body: null,
    });
    expect(after).toMatchObject({ sample: { share: 1 }, audience: {} });
    expect(after).not.toHaveProperty('subject');
    expect(after.schedule).not.toHaveProperty('everyDays');
    const wrong = async (change: Record<string, unknown>) => (await patch(change)).problem.errors;
    const is = (pointer: string, code: string) => [expect.objectContaining({ pointer, code })];
    expect(await wrong({ schedule: { at: null } })).toEqual(is('/schedule/at', 'required'));
    expect(await wrong({ schedule: { until: '2099-01-01' } })).toEqual(
      is('/schedule/until', 'before_start'),
    );
    expect(await wrong({ sample: { share: 0.5, size: 5 } })).toEqual(
      is('/sample', 'invalid_value'),
    );
    const texts = { subject: { en: 'Hi' }, body: { en: 'No link' } };
    expect(await wrong(texts)).toEqual(is('/body/en', 'link_missing'));
    expect(await wrong({ hidden: { 'a/b': '1' } })).toEqual(is('/hidden/a~1b', 'unknown_field'));
    await api.call('deleteWave', { params });
  });

  it('are refused as every route refuses', async () => {
    const body = definition();
    const valid: Record<string, object> = {
      createWave: { body },
      listWaves: {},
      getAskingSettings: {},
      estimateWave: { body: {} },
      updateWave: { params: strange, body: {} },
      putAskingSettings: { body: defaultAskingSettings },
      getWaveMessage: {
        params: { ...strange, customerId: 'cus_x' },
        query: { occurrence: '2020-01-01' },
      },
    };
    for (const route of Object.values(wavesRoutes)) {
      const call = valid[route.id] ?? { params: strange };
      await expectSharedRefusals(api, route, call);
      if (route.failures.some((code) => code === 'wave_not_found'))
        expect((await api.call(route.id, call)).problem.code).toBe('wave_not_found');
    }
    for (const route of Object.values(unsubscribeRoutes)) {
      await expectSharedRefusals(open, route, { params: { token: 'x' } });
      const forged = await open.call(route.id, { params: { token: 'forged' } });
      expect(forged.problem.code).toBe('invalid_token');
    }
  });

  it('stay as they are once their survey is gone or closed', async () => {
    const schedule = { startsOn: '2100-01-01', at: '10:00' };
    const waveId = await plan({ schedule });
    const params = { waveId };
    await surveys.call('closeSurvey', { params: { surveyId } });
    const patch = { params, body: { name: 'Late' } };
    expect((await api.call('updateWave', patch)).problem.code).toBe('survey_not_open');
  });

  afterAll(() => {
    for (const route of [...Object.values(wavesRoutes), ...Object.values(unsubscribeRoutes)])
      expectDeclaredReached(reached, routes[route.id]);
  });
});
