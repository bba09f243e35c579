import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { handle as signBlinded } from '../../../functions/http/public/sign-blinded.ts';
import { handle as updateResponse } from '../../../functions/http/public/update-response.ts';
import { readEventItem } from '../../../lib/adapters/dynamodb/event-item.ts';
import { partialStore } from '../../../lib/adapters/dynamodb/partial-store.ts';
import { readHeldItem } from '../../../lib/adapters/dynamodb/quarantine-item.ts';
import { readAnonymousItem } from '../../../lib/adapters/dynamodb/response-item.ts';
import { database } from '../../../lib/app/base.ts';
import { Problem } from '../../../lib/contract/problems.ts';
import type { HiddenValues } from '../../../lib/surveys/hidden-field.ts';
import { parseAnswers } from '../../../lib/surveys/parse-answers.ts';
import { SurveyDefinition } from '../../../lib/surveys/survey.ts';
import { type TestAnswer, testApi } from './api.ts';
import { type FuzzRequest, fuzzRequests } from './intake-requests.ts';
import type { SurveysApi } from './surveys.ts';

const label = (en: string) => ({ en, zh: en });
const options = (...ids: readonly string[]) => ids.map((id) => ({ id, label: label(id) }));

/** Every question type, branching and hidden fields, with names that every object has. */
const questions = [
  { id: 'q1', type: 'nps', label: label('Recommend?'), required: true },
  { id: 'toString', type: 'csat', label: label('Satisfied?') },
  { id: 'valueOf', type: 'number', label: label('How much?'), min: -10, max: 10, decimals: 2 },
  { id: 'q4', type: 'single', label: label('Which shop?'), options: options('north', 'south') },
  { id: 'q5', type: 'multi', label: label('Liked?'), options: options('staff', 'price', 'range') },
  { id: 'rank', type: 'ranking', label: label('Rank'), options: options('a', 'b', 'c') },
  {
    id: 'grid',
    type: 'matrix',
    label: label('Grid'),
    rows: options('r1', 'r2'),
    columns: options('c1', 'c2'),
  },
  { id: 'on', type: 'date', label: label('When?') },
  { id: 'ok', type: 'consent', label: label('May we call?') },
  { id: 'why', type: 'text', label: label('Why?'), showIf: { question: 'q1', atMost: 8 } },
];
const hidden = [
  { id: 'campaign', type: 'choice', values: ['spring', 'a'] },
  { id: 'order', type: 'text', trusted: true },
];

const definitionOf = (mode: string) => ({
  mode,
  questions,
  hidden,
  quotas: [{ id: 'all', limit: 100_000 }],
});

interface Targets {
  readonly openId: string;
  readonly personalId: string;
  readonly definition: SurveyDefinition;
  readonly freshToken: () => Promise<string>;
  readonly freshPartial: () => Promise<{ readonly id: string; readonly resumeToken: string }>;
  readonly signToken: string;
}

const targetsOf = async (api: SurveysApi): Promise<Targets> => {
  const openId = await api.published(definitionOf('anonymous'));
  const personalId = await api.published(definitionOf('identified'));
  const { body } = await api.staff.call('getSurvey', { params: { surveyId: openId } });
  const { questions: asked, ...rest } = definitionOf('anonymous');
  const definition = SurveyDefinition.parse({
    title: body.title,
    defaultLanguage: 'en',
    ...rest,
    questions: asked,
  });
  const customerIds = [await api.newCustomer()];
  return {
    openId,
    personalId,
    definition,
    freshToken: () => api.invite(personalId, { customerIds }),
    freshPartial: async () =>
      (await api.submit(openId, { answers: { q1: 3 }, complete: false })).body,
    signToken: await api.invite(openId, { customerIds }),
  };
};

/** A secret is used until it has worked: then the next one is taken. */
const supply = <T>(make: () => Promise<T>) => {
  let current: Promise<T> | undefined;
  return {
    take: () => {
      current ??= make();
      return current;
    },
    spend: () => {
      current = undefined;
    },
  };
};

const withSecret = (body: string | Uint8Array, members: Readonly<Record<string, string>>) =>
  typeof body === 'string' && body.startsWith('{')
    ? `{${Object.entries(members)
        .map(([name, value]) => `"${name}":${JSON.stringify(value)},`)
        .join('')}${body.slice(1)}`.replace(/,\}$/, '}')
    : body;

/** What an answer must be, whatever was sent. */
const expectProper = ({ status, headers, body }: TestAnswer): void => {
  expect(status).toBeLessThan(500);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  if (status < 400) {
    expect([200, 201, 303]).toContain(status);
    return;
  }
  if (headers['content-type']?.startsWith('text/html')) expect(body).toMatch(/^<!doctype html>/);
  else expect(Problem.parse(body).status).toBe(status);
};

const sender = (api: SurveysApi, targets: Targets) => {
  const more = testApi('public', [updateResponse, signBlinded], { clock: api.clock });
  const links = supply(targets.freshToken);
  const partials = supply(targets.freshPartial);
  const parts = ({ type, body, headers }: FuzzRequest) => ({
    body,
    headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
  });
  const send: Record<FuzzRequest['to'], (request: FuzzRequest) => Promise<TestAnswer>> = {
    submit: async (request) => {
      const token = request.isGenuine ? await links.take() : undefined;
      const surveyId = token === undefined ? targets.openId : targets.personalId;
      const { body, headers } = parts(request);
      const secret = token === undefined ? {} : { token };
      return api.submit(surveyId, withSecret(body, secret), headers);
    },
    update: async (request) => {
      const { id, resumeToken } = await partials.take();
      const { body, headers } = parts(request);
      const secret = request.isGenuine ? { resumeToken } : {};
      const params = { responseId: id };
      return more.call('updateResponse', { params, body: withSecret(body, secret), headers });
    },
    open: (request) =>
      api.open.call('answerOpenForm', { params: { surveyId: targets.openId }, ...parts(request) }),
    personal: async (request) => {
      const token = await links.take();
      const params = { token: request.isGenuine ? token : `${token.slice(0, -2)}AA` };
      return api.open.call('answerPersonalForm', { params, ...parts(request) });
    },
    sign: (request) =>
      more.call('signBlinded', { params: { token: targets.signToken }, ...parts(request) }),
  };
  return async (request: FuzzRequest): Promise<TestAnswer> => {
    const answer = await send[request.to](request);
    const isTaken = answer.status === 201 || answer.status === 303;
    if (isTaken && (request.to === 'submit' || request.to === 'personal')) links.spend();
    if (request.to === 'update' && answer.status === 200) partials.spend();
    return answer;
  };
};

const scan = async (api: SurveysApi, table: 'control' | 'events') => {
  const { documents, names } = api.environment().tables;
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await documents.send(
      new ScanCommand({ TableName: names[table], ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    items.push(...(answer.Items ?? []));
    from = answer.LastEvaluatedKey;
  } while (from);
  return items;
};

interface Stored {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly hidden: HiddenValues;
  readonly complete: boolean;
}

/** What stands there is what the validator would make of it, to the letter. */
const expectFits = (definition: SurveyDefinition, { answers, hidden, complete }: Stored): void => {
  const parsed = parseAnswers(definition, answers, { encoding: 'json', complete, hidden });
  expect(parsed).toEqual({ ok: true, value: answers });
  for (const text of Object.values(answers)) {
    if (typeof text !== 'string') continue;
    expect(text.isWellFormed()).toBe(true);
    expect(text).toBe(text.normalize('NFC'));
  }
};

type Kind = 'anonymous' | 'identified' | 'held' | 'begun';
type Item = Readonly<Record<string, unknown>>;

/** What an item holds of a response; nothing of other items. */
const storedIn = async (item: Item, now: string): Promise<[Kind, Stored] | undefined> => {
  if (item['type'] === 'anonymous') {
    const { answers, hidden: kept } = readAnonymousItem(item);
    return ['anonymous', { answers, hidden: kept, complete: true }];
  }
  if (item['type'] === 'response') {
    const event = readEventItem(item);
    if (event.type !== 'response') throw new Error('another event says that it is a response');
    expect(JSON.stringify(event.metrics)).toMatch(/^\{("(nps|csat)":\d+,?)*\}$/);
    const answers = { ...event.answers, ...event.texts };
    return ['identified', { answers, hidden: event.hidden ?? {}, complete: true }];
  }
  const key = String(item['pk']);
  if (key.startsWith('held#')) {
    const { answers, hidden: kept } = readHeldItem(item);
    return ['held', { answers, hidden: kept, complete: true }];
  }
  if (!key.startsWith('partial#')) return undefined;
  const found = await partialStore(database).find(String(item['receipt']), now);
  return ['begun', { answers: found?.answers ?? {}, hidden: found?.hidden ?? {}, complete: false }];
};

/** Re-validates everything that was stored, and tells how many of each kind. */
const checkStored = async (api: SurveysApi, { definition }: Targets) => {
  const counts: Record<Kind, number> = { anonymous: 0, identified: 0, held: 0, begun: 0 };
  const now = new Date(api.clock()).toISOString();
  for (const item of [...(await scan(api, 'events')), ...(await scan(api, 'control'))]) {
    const [kind, stored] = (await storedIn(item, now)) ?? [];
    if (kind === undefined || stored === undefined) continue;
    expectFits(definition, stored);
    counts[kind] += 1;
  }
  return counts;
};

/** Sends so many requests to every public route that takes a body; nothing breaks, and no garbage is stored. */
export const fuzzIntake = async (api: SurveysApi, numRuns: number) => {
  api.setClock('2026-05-04T04:00:00.000Z');
  const builtIns = Object.getOwnPropertyNames(Object.prototype).join();
  const targets = await targetsOf(api);
  const send = sender(api, targets);
  const statuses: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fuzzRequests, async (request) => {
      const answer = await send(request);
      expectProper(answer);
      const key = `${request.to} ${answer.status}`;
      statuses[key] = (statuses[key] ?? 0) + 1;
    }),
    { numRuns },
  );
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(builtIns);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  return { statuses, stored: await checkStored(api, targets) };
};
