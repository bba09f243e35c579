import { expect } from 'vitest';
import type { Audience } from '../../../lib/asking/wave.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { keyed, type Tour } from './tour.ts';

/** Waves: estimated by every list, planned, asked, paused, reminded, refused by the mail service, unsubscribed from. */
export const visitWaves = async (tour: Tour): Promise<void> => {
  const { client } = tour;
  const surveyId = await published(tour);
  await readSettings(tour);
  for (const audience of [{}, { tag: 'asked' }, ...lists])
    expect((await client.estimateWave({ body: { audience } })).status).toBe(200);
  const ids = await people(tour);
  const request = { body: waveOf(surveyId, { tag: 'asked' }), headers: keyed('wave') };
  const { body: wave } = await client.createWave(request);
  expect((await client.createWave(request)).body.id).toBe(wave.id);
  const params = { waveId: wave.id };
  await client.updateWave({ params, body: { name: 'Asked in spring' } });
  await client.pauseWave({ params, headers: keyed('pause') });
  await client.resumeWave({ params, headers: keyed('resume') });
  expect((await client.listWaves({})).body.data.map(({ id }) => id)).toContain(wave.id);
  const others = await Promise.all(
    lists.map((audience) => client.createWave({ body: waveOf(surveyId, audience) })),
  );
  await ask(tour, { surveyId, waveId: wave.id, customerId: ids[0] ?? '' });
  for (const { body } of others) {
    const begun = await client.getWave({ params: { waveId: body.id } });
    expect(begun.body.progress).toMatchObject({ occurrence: '2026-03-02', selecting: false });
    await client.deleteWave({ params: { waveId: body.id } });
  }
  await client.deleteWave({ params });
  const guarded = { customerIds: [ids[0] ?? ''], guard: true };
  const { body: links } = await client.createInvitations({ params: { surveyId }, body: guarded });
  expect(links.results[0]?.problem?.code).toBe('consent_withdrawn');
};

/** Audiences that are walked by each index, and one that looks into ledgers. */
const lists = [
  { tier: 'high' },
  { stage: 'repeat' as const },
  { activity: 'active' as const },
  { risk: 'low' as const },
  { event: { type: 'purchase' as const, afterDays: 0, withinDays: 90 } },
];

const published = async ({ client }: Tour): Promise<string> => {
  const { body } = await client.createSurvey({ body: sampleDefinition() });
  await client.publishSurvey({ params: { surveyId: body.id } });
  return body.id;
};

const readSettings = async ({ client }: Tour): Promise<void> => {
  const { body } = await client.getAskingSettings({});
  const { version: _version, ...settings } = body;
  const sender = { name: '小店 Shop', from: 'ask@clientele.example' };
  const put = { ...settings, sender, quietHours: { from: '00:00', to: '00:00' } };
  expect((await client.putAskingSettings({ body: put })).body.version).toBe(2);
};

/** One with a mailbox, one whose address is refused. */
const people = async ({ client, suite }: Tour): Promise<readonly string[]> => {
  const addresses = ['good@asked.example', 'gone@asked.invalid'];
  const ids = await Promise.all(
    addresses.map(async (email) => {
      const body = { name: 'Asked', email, tags: ['asked'] };
      return (await client.createCustomer({ body })).body.id;
    }),
  );
  await suite.runtime.settled();
  return ids;
};

const waveOf = (surveyId: string, audience: Audience) => ({
  name: 'Asked',
  surveyId,
  audience,
  sample: { size: 10 },
  schedule: { startsOn: '2026-03-02', at: '00:00' },
});

interface Asked {
  readonly surveyId: string;
  readonly waveId: string;
  readonly customerId: string;
}

const ask = async (tour: Tour, { surveyId, waveId, customerId }: Asked): Promise<void> => {
  const { client, suite } = tour;
  const { runtime } = suite;
  const ticker = runtime.template
    .ofType('AWS::Scheduler::Schedule')
    .find(({ id }) => id.startsWith('AskFunctionTicker'));
  runtime.scheduler.deliver(ticker?.id ?? '', runtime.clock.now());
  await runtime.settled();
  const mails = runtime.outbox.mails.filter(({ to }) => to.endsWith('asked.example'));
  expect(mails).toHaveLength(1);
  const { body: page } = await client.listRecipients({ params: { waveId } });
  expect(page.data.map(({ status }) => status).sort()).toEqual(['failed', 'sent']);
  const of = { params: { waveId, customerId }, query: { occurrence: '2026-03-02' } };
  const { body: message } = await client.getWaveMessage(of);
  const token = message.url.split('/s/')[1] ?? '';
  const answers = { q1: 9, q2: 4, q3: 6 };
  await client.submitResponse({ params: { surveyId }, body: { token, answers } });
  await runtime.settled();
  const { body: wave } = await client.getWave({ params: { waveId } });
  expect(wave.progress).toMatchObject({ sent: 2, answered: 1, failed: 1 });
  const left = new URL(message.unsubscribeUrl).pathname;
  expect((await client.getUnsubscribe({ params: { token: left.slice(3) } })).status).toBe(200);
  const done = await tour.postForm(left, { 'List-Unsubscribe': 'One-Click' });
  expect(done.status).toBe(200);
  await client.unsubscribe({ params: { token: left.slice(3) }, body: {} });
};
