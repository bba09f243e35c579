import { expect } from 'vitest';
import { handle as createWave } from '../../functions/http/waves/create-wave.ts';
import { askLogStore } from '../../lib/adapters/dynamodb/ask-log-store.ts';
import { findEvent } from '../../lib/adapters/dynamodb/case-store.ts';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { database } from '../../lib/app/base.ts';
import { hearSignal } from '../../lib/app/recovery.ts';
import { eventMessages } from '../../lib/app/stream-messages.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { type TestApi, testApi } from '../http/support/api.ts';
import { deliverAt, tick } from '../recovery/asking-jobs.ts';
import type { Units } from '../support/capacity.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';

/** What the use cases are called through, who counts units, and who holds them against the README. */
export interface Asking {
  readonly staff: TestApi;
  readonly open: TestApi;
  readonly newCustomer: (more?: Record<string, unknown>) => Promise<string>;
  readonly spent: (work: () => Promise<unknown>) => Promise<Units>;
  readonly expectUnits: (useCase: string, units: Units) => void;
}

const waves = testApi('waves', [createWave]);

/** Ten in the morning in Shanghai, later than anything else here. */
const dayOf = (day: number) => `2030-01-${String(day).padStart(2, '0')}T02:00:00.000Z`;

const published = async ({ staff }: Asking, more: Record<string, unknown>): Promise<string> => {
  const { body: survey } = await staff.call('createSurvey', { body: sampleDefinition(more) });
  await staff.call('publishSurvey', { params: { surveyId: survey.id } });
  return survey.id;
};

/** An answer by open link, which one of fifteen counts for all of them: the mean of twenty. */
export const countOpenAnswer = async (asking: Asking): Promise<void> => {
  const surveyId = await published(asking, { mode: 'anonymous' });
  const runs = 20;
  const { read, write } = await asking.spent(async () => {
    for (let run = 0; run < runs; run += 1) {
      const call = { params: { surveyId }, body: { answers: { q1: 9 } } };
      expect((await asking.open.call('submitResponse', call)).status).toBe(201);
    }
  });
  asking.expectUnits('submit an open answer', { read: read / runs, write: write / runs });
};

/** What the consumer of messages does with a detractor, by default settings. */
export const countCase = async (asking: Asking): Promise<void> => {
  const { staff, open, newCustomer, spent, expectUnits } = asking;
  const surveyId = await published(asking, { mode: 'identified' });
  const customerId = await newCustomer();
  const params = { surveyId };
  const invited = await staff.call('createInvitations', {
    params,
    body: { customerIds: [customerId] },
  });
  const { token } = invited.body.results[0];
  const { body: given } = await open.call('submitResponse', {
    params,
    body: { token, answers: { q1: 2 } },
  });
  const heard = { customerId, ledgerId: ledgerOf(customerId), eventId: given.id };
  const units = await spent(() => hearSignal(heard, dayOf(1)));
  expectUnits('open a recovery case', units);
};

/** The step of the job for one who is due, without what a tick costs that finds nobody, and the mail. */
export const countReminder = async (asking: Asking): Promise<void> => {
  const { newCustomer, spent, expectUnits } = asking;
  const surveyId = await published(asking, { mode: 'identified' });
  const customerId = await newCustomer({ tags: ['reminded'] });
  const body = {
    ...{ name: 'Reminded', surveyId, audience: { tag: 'reminded' } },
    ...{ schedule: { startsOn: '2030-01-07', at: '00:00' }, reminders: { afterDays: [3] } },
  };
  expect((await waves.call('createWave', { body })).status).toBe(201);
  await tick(dayOf(7));
  const idle = await spent(() => tick(dayOf(8)));
  const busy = await spent(() => tick(dayOf(11)));
  const [ask] = (await askLogStore(database).read(customerId)).asks;
  const eventId = `ask_${ask?.invitationId.slice('inv_'.length)}_1`;
  const event = await findEvent(database)(ledgerOf(customerId), eventId);
  const message = event && eventMessages(eventItem(event))[0]?.message;
  const mailed = await spent(async () =>
    expect(await deliverAt(dayOf(11), message)).toHaveLength(1),
  );
  expectUnits('remind somebody by mail', {
    read: busy.read - idle.read + mailed.read,
    write: busy.write - idle.write + mailed.write,
  });
};
