import type { Client } from '../../lib/contract/client.ts';
import type { DemoCustomer } from './demo-shop.ts';
import { demoSurvey } from './demo-survey.ts';

type Questions = NonNullable<(typeof demoSurvey)['questions']>;

const invitationsMax = 100;

/** The survey of the shop with the standard blocks on perceived value and yearly spend behind its own questions. */
const questionsOf = async (client: Client): Promise<Questions> => {
  const { body: blocks } = await client.listSurveyBlocks();
  return [...(demoSurvey.questions ?? []), ...blocks.data.flatMap(({ questions }) => questions)];
};

/** Some statements find less agreement than others. */
const severities: Readonly<Record<string, number>> = { economic: 1, functional: 0, emotional: 0.5 };

const onSeven = (mood: number): number => Math.max(1, Math.min(7, Math.round(1 + mood * 0.6)));

/** Answers to the questions of the standard blocks. */
const blockAnswers = (
  questions: Questions,
  { mood, walletMajor }: DemoCustomer,
): readonly (readonly [string, number])[] =>
  questions.flatMap((question) => {
    const measures = 'measures' in question ? question.measures : undefined;
    if (measures === undefined) return [];
    if (measures === 'wallet') return walletMajor === null ? [] : [[question.id, walletMajor]];
    return [[question.id, onSeven(mood - (severities[measures] ?? 0))]];
  });

const answersOf = (questions: Questions, customer: DemoCustomer) => {
  const { mood, language } = customer;
  return {
    recommend: mood,
    satisfied: Math.max(1, Math.round(mood / 2)),
    easy: onSeven(mood),
    reason: mood >= 8 ? ['quality', 'service'] : ['delivery'],
    ...(mood <= 5
      ? { why: language === 'zh' ? '等了一个星期才收到' : 'It took a week to arrive' }
      : {}),
    ...Object.fromEntries(blockAnswers(questions, customer)),
  };
};

/** Everybody who bought is invited, three in five answer. Returns how many did. */
export const answerSurvey = async (
  client: Client,
  shop: readonly DemoCustomer[],
  ids: ReadonlyMap<number, string>,
): Promise<number> => {
  const headers = { 'idempotency-key': 'demo-survey' };
  const questions = await questionsOf(client);
  const { body: survey } = await client.createSurvey({
    body: { ...demoSurvey, questions },
    headers,
  });
  const params = { surveyId: survey.id };
  await client.publishSurvey({ params, headers });
  const asked = shop.filter(({ purchases }) => purchases.length > 0);
  let answers = 0;
  for (let i = 0; i < asked.length; i += invitationsMax) {
    const part = asked.slice(i, i + invitationsMax);
    const { body } = await client.createInvitations({
      params,
      headers: { 'idempotency-key': `demo-invitations-${i}` },
      body: { customerIds: part.flatMap(({ number }) => ids.get(number) ?? []) },
    });
    for (const [index, customer] of part.entries()) {
      const token = body.results[index]?.token;
      if (!token || customer.number % 5 > 2) continue;
      const { language } = customer;
      await client.submitResponse({
        params,
        body: { token, language, answers: answersOf(questions, customer) },
      });
      answers += 1;
    }
  }
  return answers;
};
