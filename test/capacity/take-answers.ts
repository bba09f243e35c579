import { blindKeys } from '../../lib/app/blind-keys.ts';
import { blind, prepareMessage, unblind } from '../../lib/surveys/blind-client.ts';
import type { TestAnswer, TestApi } from '../http/support/api.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';

/** What the use cases are called through, and who counts their units. */
export interface Taking {
  readonly staff: TestApi;
  readonly open: TestApi;
  readonly newCustomer: () => Promise<string>;
  readonly counted: (useCase: string, work: () => Promise<TestAnswer>) => Promise<TestAnswer>;
}

const answers = { q1: 9, q2: 4 };

/** A published survey with a fresh personal link. */
const linked = async ({ staff, newCustomer }: Taking, more: Record<string, unknown> = {}) => {
  const { body: survey } = await staff.call('createSurvey', { body: sampleDefinition(more) });
  const params = { surveyId: survey.id };
  await staff.call('publishSurvey', { params });
  const body = { customerIds: [await newCustomer()] };
  const { body: invited } = await staff.call('createInvitations', { params, body });
  return { surveyId: String(survey.id), token: String(invited.results[0].token) };
};

const submit = (
  { open }: Taking,
  { surveyId, ...body }: Record<string, unknown> & { readonly surveyId: string },
) => open.call('submitResponse', { params: { surveyId }, body });

/** Counts what taking answers costs besides the plain response. */
export const takeAnswers = async (taking: Taking): Promise<void> => {
  await countQuota(taking);
  await countChanges(taking);
  await countCredential(taking);
};

const countQuota = async (taking: Taking): Promise<void> => {
  const link = await linked(taking, { quotas: [{ id: 'all', limit: 100 }] });
  await taking.counted('submit one that counts for a quota', () =>
    submit(taking, { ...link, answers }),
  );
  await taking.counted('repeat a response by personal link', () =>
    submit(taking, { ...link, answers }),
  );
};

const countChanges = async (taking: Taking): Promise<void> => {
  const { counted, open } = taking;
  const link = await linked(taking, { editableForHours: 24 });
  const { body: begun } = await counted('begin a response', () =>
    submit(taking, { ...link, answers: { q1: 9 }, complete: false }),
  );
  const patch = (body: Record<string, unknown>) =>
    open.call('updateResponse', {
      params: { responseId: begun.id },
      body: { resumeToken: begun.resumeToken, ...body },
    });
  await counted('go on with it', () => patch({ answers: { q2: 4 } }));
  await counted('complete it', () => patch({ complete: true }));
  await counted('change a complete response', () => patch({ answers: { q1: 3 } }));
};

const countCredential = async (taking: Taking): Promise<void> => {
  const { counted, open } = taking;
  const { surveyId, token } = await linked(taking, { mode: 'anonymous' });
  const key = await blindKeys.publicKey(surveyId);
  if (!key) throw new Error('the survey has no key');
  const message = prepareMessage();
  const { blinded, inverse } = await blind(key, message);
  const { body: signed } = await counted('sign a blinded message', () =>
    open.call('signBlinded', { params: { token }, body: { blinded } }),
  );
  const blindSignature: string = signed.signature;
  const signature = await unblind(key, { message, inverse, blindSignature });
  await counted('submit an anonymous response by credential', () =>
    submit(taking, { surveyId, credential: { message, signature }, answers }),
  );
};
