import * as z from 'zod';
import type { Access } from '../access.ts';
import { activeScoringAccess } from '../intake-access.ts';
import { route } from '../route.ts';
import { ReceiptResource, Submission, submissionFromForm } from '../survey-shapes.ts';

const surveyParams = z.strictObject({ surveyId: z.string().min(1).max(64) });
/** Whatever stands there: a token that is none is refused like a forged one. */
const tokenParams = z.strictObject({ token: z.string().min(1) });

const languageQuery = z.strictObject({
  lang: z.string().max(35).optional().meta({ description: 'Language of the page.' }),
});

/** The fields of a hosted form, by question id. A form in which nothing is chosen has no body. */
const FormFields = z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional();

const readSurvey: readonly Access[] = [{ table: 'control', actions: ['GetItem'] }];

/**
 * Storing a response: the use of the link and the event, with the compact record and the last answers
 * of an identified customer, then the classes by the active model and policy.
 */
const submit: readonly Access[] = [
  { table: 'control', actions: ['GetItem', 'UpdateItem'] },
  ...activeScoringAccess,
  { table: 'events', actions: ['PutItem'] },
  { table: 'customers', actions: ['UpdateItem'] },
  { table: 'scores', actions: ['GetItem', 'UpdateItem'] },
];

/** A stranger's answer uses no link and belongs to no customer. */
const submitOpenly: readonly Access[] = [...readSurvey, { table: 'events', actions: ['PutItem'] }];

const form = { description: 'The page', contentType: 'text/html' } as const;
const sent = { description: 'The answers have arrived', headers: ['Location'] } as const;
const words = {
  en: 'Refusals are pages too where the visitor’s browser asks for one.',
  zh: '浏览器请求网页时，拒绝信息也以网页形式返回。',
};

export const publicRoutes = {
  submitResponse: route({
    id: 'submitResponse',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/responses',
    group: 'public',
    scopes: 'public',
    summary: { en: 'Answer a survey', zh: '提交答卷' },
    description: {
      en: 'As JSON, or as a form: `q1=9&why=…&token=…`. A personal link takes one response: the same answers again get the first receipt, others 409; of an anonymous survey every repeat gets the receipt and nothing is compared. Without token only anonymous surveys take answers.',
      zh: '以 JSON 或表单提交：`q1=9&why=…&token=…`。个人链接仅可作答一次：重复提交相同内容返回首次回执，内容不同返回 409；匿名问卷的重复提交一律返回回执，不作比较。没有令牌时只能回答匿名问卷。',
    },
    params: surveyParams,
    query: z.strictObject({}),
    body: Submission,
    bodyTypes: ['application/json', 'application/x-www-form-urlencoded'],
    fromForm: submissionFromForm,
    replay: 'body',
    replies: {
      200: { description: 'This link was used: the first receipt', schema: ReceiptResource },
      201: { description: 'The response is recorded', schema: ReceiptResource },
    },
    failures: [
      'survey_not_found',
      'survey_not_open',
      'invalid_token',
      'link_expired',
      'response_conflict',
    ],
    access: submit,
    uses: ['secret'],
  }),
  getPersonalForm: route({
    id: 'getPersonalForm',
    method: 'GET',
    path: '/s/{token}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'The hosted form of a personal link', zh: '个人链接的问卷页面' },
    description: words,
    params: tokenParams,
    query: languageQuery,
    replies: { 200: form },
    failures: ['invalid_token', 'survey_not_open', 'link_expired'],
    access: readSurvey,
    uses: ['secret'],
  }),
  answerPersonalForm: route({
    id: 'answerPersonalForm',
    method: 'POST',
    path: '/s/{token}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'Send the hosted form of a personal link', zh: '提交个人链接的问卷页面' },
    description: words,
    params: tokenParams,
    query: languageQuery,
    body: FormFields,
    bodyTypes: ['application/x-www-form-urlencoded'],
    replay: 'body',
    replies: { 303: sent },
    failures: ['invalid_token', 'survey_not_open', 'link_expired', 'response_conflict'],
    access: submit,
    uses: ['secret'],
  }),
  getPersonalThanks: route({
    id: 'getPersonalThanks',
    method: 'GET',
    path: '/s/{token}/thanks',
    group: 'public',
    scopes: 'public',
    summary: { en: 'The page after a personal link was answered', zh: '个人链接作答后的页面' },
    description: words,
    params: tokenParams,
    query: languageQuery,
    replies: {
      200: form,
      303: { description: 'Nothing was answered yet: the form', headers: ['Location'] },
    },
    failures: ['invalid_token'],
    access: readSurvey,
    uses: ['secret'],
  }),
  getOpenForm: route({
    id: 'getOpenForm',
    method: 'GET',
    path: '/f/{surveyId}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'The hosted form of an anonymous survey', zh: '匿名问卷的公开页面' },
    description: words,
    params: surveyParams,
    query: languageQuery,
    replies: { 200: form },
    failures: ['survey_not_found', 'survey_not_open', 'invalid_token'],
    access: readSurvey,
  }),
  answerOpenForm: route({
    id: 'answerOpenForm',
    method: 'POST',
    path: '/f/{surveyId}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'Send the hosted form of an anonymous survey', zh: '提交匿名问卷的公开页面' },
    description: words,
    params: surveyParams,
    query: languageQuery,
    body: FormFields,
    bodyTypes: ['application/x-www-form-urlencoded'],
    replay: 'body',
    replies: { 303: sent },
    failures: ['survey_not_found', 'survey_not_open', 'invalid_token'],
    access: submitOpenly,
    uses: ['secret'],
  }),
  getOpenThanks: route({
    id: 'getOpenThanks',
    method: 'GET',
    path: '/f/{surveyId}/thanks',
    group: 'public',
    scopes: 'public',
    summary: { en: 'The page after an anonymous survey was answered', zh: '匿名问卷作答后的页面' },
    description: words,
    params: surveyParams,
    query: languageQuery,
    replies: { 200: form },
    failures: ['survey_not_found', 'invalid_token'],
    access: readSurvey,
  }),
} as const;
