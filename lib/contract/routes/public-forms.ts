import * as z from 'zod';
import { sentFrom } from '../../surveys/abuse/form-token.ts';
import {
  readLinkAccess,
  readSurveyAccess,
  submitOpenlyAccess,
  updateResponseAccess,
} from '../response-access.ts';
import { route } from '../route.ts';
import { trackingQuery } from '../tracking-query.ts';

const surveyParams = z.strictObject({ surveyId: z.string().min(1).max(64) });
/** Whatever stands there: a token that is none is refused like a forged one. */
const tokenParams = z.strictObject({ token: z.string().min(1) });

const lang = z.string().max(35).optional().meta({ description: 'Language of the page.' });
const languageQuery = z.strictObject({ lang });

const openQuery = z.strictObject({
  lang,
  link: z.string().max(4_096).optional().meta({
    description: 'Signed value of an open link: channel and trusted hidden values.',
  }),
  hidden: z.string().max(4_096).optional().meta({
    description:
      'Values of hidden fields that are not trusted, as `name=value` pairs joined by `&`, percent-encoded as a whole.',
  }),
});

/** The fields of a hosted form, by question id. A form in which nothing is chosen has no body. */
const FormFields = z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional();

const form = { description: 'The page', contentType: 'text/html' } as const;
const sent = { description: 'The answers have arrived', headers: ['Location'] } as const;
const again = {
  description: 'The form with what was entered, in another language',
  contentType: 'text/html',
} as const;
const clean = {
  description: 'The same address without what others appended to it',
  headers: ['Location'],
} as const;
const words = {
  en: 'Refusals are pages too where the visitor’s browser asks for one.',
  zh: '浏览器请求网页时，拒绝信息也以网页形式返回。',
};

/** The hosted form: pages for visitors, with and without script. */
export const formRoutes = {
  getPersonalForm: route({
    id: 'getPersonalForm',
    method: 'GET',
    path: '/s/{token}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'The hosted form of a personal link', zh: '个人链接的问卷页面' },
    description: words,
    params: tokenParams,
    query: languageQuery.extend(trackingQuery),
    replies: { 200: form, 303: clean },
    failures: ['invalid_token', 'survey_not_open'],
    access: readLinkAccess,
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
    replay: 'again',
    replies: { 200: again, 303: sent },
    failures: [
      'invalid_token',
      'survey_not_open',
      'link_used',
      'response_conflict',
      'edit_window_closed',
      'stale_version',
      'quota_full',
      'too_many_requests',
    ],
    access: updateResponseAccess,
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
    access: readLinkAccess,
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
    query: openQuery.extend(trackingQuery),
    replies: { 200: form, 303: clean },
    failures: ['survey_not_found', 'survey_not_open', 'invalid_token'],
    access: readSurveyAccess,
    uses: ['secret'],
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
    query: openQuery,
    body: FormFields,
    bodyTypes: ['application/x-www-form-urlencoded'],
    replay: 'body',
    sentFrom,
    replies: { 200: again, 303: sent },
    failures: [
      'survey_not_found',
      'survey_not_open',
      'invalid_token',
      'quota_full',
      'too_many_requests',
    ],
    access: submitOpenlyAccess,
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
    query: openQuery,
    replies: { 200: form },
    failures: ['survey_not_found', 'invalid_token'],
    access: readSurveyAccess,
    uses: ['secret'],
  }),
} as const;
