import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy } from '../support/deployment.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';

/** Ten in the morning in Shanghai on the day before the first occurrence. */
const startsAt = '2026-03-02T02:00:00Z';

let suite: Deployment;

const moveClock = async (now: string): Promise<void> => {
  const answer = await fetch(`${suite.url}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ now }),
  });
  expect(answer.status).toBe(200);
  await suite.runtime.settled();
};

const published = async (): Promise<string> => {
  const { body } = await suite.client.createSurvey({ body: sampleDefinition() });
  await suite.client.publishSurvey({ params: { surveyId: body.id } });
  return body.id;
};

const shop = async (tag: string, count: number): Promise<readonly string[]> => {
  const customers = Array.from({ length: count }, (_, index) => ({
    name: `Customer ${index} of ${tag}`,
    email: `c${index}@${tag}.example`,
    tags: [tag],
    externalIds: [{ source: 'test', id: `${tag}-${index}` }],
  }));
  const ids = await Promise.all(
    customers.map(async (body) => (await suite.client.createCustomer({ body })).body.id),
  );
  await suite.runtime.settled();
  return ids;
};

const mailsTo = (tag: string) =>
  suite.runtime.outbox.mails.filter(({ to }) => to.endsWith(`@${tag}.example`));

const wave = (tag: string, surveyId: string, more: Record<string, unknown> = {}) => ({
  body: {
    name: tag,
    surveyId,
    audience: { tag },
    schedule: { startsOn: '2026-03-03', at: '10:00' },
    reminders: { afterDays: [3, 7] },
    ...more,
  },
});

const tokenIn = (text: string): string => /\/s\/(\S+)/.exec(text)?.[1] ?? '';

beforeAll(async () => {
  suite = await deploy({ now: Date.parse(startsAt) });
}, 180_000);
afterAll(() => suite?.stop());

describe('a wave on the synthesized template', () => {
  it('asks everybody once, reminds those who have not answered, and stops at the cap', async () => {
    const surveyId = await published();
    await shop('lilies', 30);
    const { body: planned } = await suite.client.createWave(wave('lilies', surveyId));
    expect(planned.progress.nextAt).toBe('2026-03-03T02:00:00.000Z');
    await moveClock('2026-03-03T02:10:00Z');
    expect(mailsTo('lilies')).toHaveLength(30);
    expect(new Set(mailsTo('lilies').map(({ to }) => to)).size).toBe(30);
    const [first] = mailsTo('lilies');
    const { body: answered } = await suite.client.submitResponse({
      params: { surveyId },
      body: { token: tokenIn(first?.text ?? ''), answers: { q1: 9, q2: 4, q3: 6 } },
    });
    expect(answered.receipt).toMatch(/^rct_/);
    await moveClock('2026-03-06T02:30:00Z');
    expect(mailsTo('lilies')).toHaveLength(30 + 29);
    expect(mailsTo('lilies').filter(({ to }) => to === first?.to)).toHaveLength(1);
    await moveClock('2026-03-10T03:00:00Z');
    await moveClock('2026-03-20T03:00:00Z');
    expect(mailsTo('lilies')).toHaveLength(30 + 29 + 29);
    const { body } = await suite.client.getWave({ params: { waveId: planned.id } });
    expect(body.status).toBe('finished');
    expect(body.progress).toMatchObject({
      considered: 30,
      sampled: 30,
      sent: 30,
      reminded: 58,
      answered: 1,
      due: 0,
      skipped: {},
    });
    expect(suite.runtime.access.refusals()).toEqual([]);
  }, 120_000);

  it('sends each exactly one mail though the job is killed in the middle and delivered twice', async () => {
    const surveyId = await published();
    await shop('roses', 30);
    await moveClock('2026-03-21T01:00:00Z');
    const schedule = { startsOn: '2026-03-22', at: '10:00' };
    const { body } = await suite.client.createWave(
      wave('roses', surveyId, { schedule, reminders: { afterDays: [] } }),
    );
    const job = suite.runtime.functions.all.find(({ id }) => id.startsWith('AskFunction'));
    const ticker = suite.runtime.template
      .ofType('AWS::Scheduler::Schedule')
      .find(({ id }) => id.startsWith('AskFunctionTicker'));
    if (!job || !ticker) throw new Error('the template has no job that asks');
    suite.runtime.faults.inject([
      { kind: 'conflict', probability: 0.2 },
      { kind: 'late', probability: 0.3, delayMs: 50 },
    ]);
    suite.runtime.clock.set(Date.parse('2026-03-22T02:10:00Z'));
    for (let tick = 0; tick < 6; tick += 1) {
      suite.runtime.scheduler.deliver(ticker.id, Date.parse('2026-03-22T02:10:00Z'));
      suite.runtime.scheduler.deliver(ticker.id, Date.parse('2026-03-22T02:10:00Z'));
      await new Promise((done) => setTimeout(done, 300));
      await job.kill();
    }
    suite.runtime.faults.clear();
    await moveClock('2026-03-22T02:30:00Z');
    const mails = mailsTo('roses');
    expect(new Set(mails.map(({ to }) => to)).size).toBe(30);
    expect(mails).toHaveLength(30);
    const { body: state } = await suite.client.getWave({ params: { waveId: body.id } });
    expect(state.progress).toMatchObject({ considered: 30, sampled: 30, sent: 30, due: 0 });
  }, 120_000);

  it('mails nobody twice whose mail was sent and whose reply was lost', async () => {
    const surveyId = await published();
    await shop('tulips', 10);
    const schedule = { startsOn: '2026-03-24', at: '10:00' };
    await suite.client.createWave(wave('tulips', surveyId, { schedule }));
    suite.runtime.faults.inject([
      { kind: 'lostReply', probability: 1, filter: ({ service }) => service === 'ses', times: 4 },
      { kind: 'throttle', probability: 0.5, filter: ({ service }) => service === 'ses', times: 4 },
    ]);
    await moveClock('2026-03-24T02:10:00Z');
    suite.runtime.faults.clear();
    const mails = mailsTo('tulips');
    expect(new Set(mails.map(({ to }) => to)).size).toBe(10);
    expect(mails).toHaveLength(10);
  }, 120_000);
});
