import * as z from 'zod';
import type { Access } from '../access.ts';
import { InterviewersReport, InterviewResource } from '../interview-shapes.ts';
import { route } from '../route.ts';

const none = z.strictObject({});
const params = z.strictObject({ surveyId: z.string().min(1).max(64) });
const readControl: Access = { table: 'control', actions: ['GetItem'] };

/** Half a working day: the interview is about to take place. */
const validMinutes = 240;
const minutesPerDay = 1_440;

export const interviewsRoutes = {
  startInterview: route({
    id: 'startInterview',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/interviews',
    group: 'feedback',
    scopes: ['feedback:write'],
    summary: { en: 'Start an interview', zh: '开始访谈' },
    description: {
      en: 'A personal link that is good for one response within minutes: its form shows the interviewer what to say. The response carries the channel and the subject of the token as interviewer, whatever the form sends. Identified surveys only.',
      zh: '生成短时有效、仅可作答一次的个人链接：表单会向访谈员显示提示语。答卷携带渠道，并以令牌主体为访谈员，与表单内容无关。仅适用于实名问卷。',
    },
    params,
    query: none,
    body: z.strictObject({
      customerId: z.string().min(1).max(64),
      channel: z.enum(['interview', 'phone']).meta({ description: 'In person or on the phone.' }),
      hidden: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .optional()
        .meta({
          description: 'Trusted values of hidden fields that its response carries, and others.',
        }),
      validMinutes: z
        .int()
        .min(5)
        .max(minutesPerDay)
        .default(validMinutes)
        .meta({ description: 'Minutes for which the link is good.' }),
    }),
    replay: 'resource',
    replies: { 201: { description: 'The link', schema: InterviewResource } },
    failures: [
      'survey_not_found',
      'survey_not_open',
      'survey_not_identified',
      'customer_not_found',
      'customer_erased',
    ],
    access: [
      readControl,
      { table: 'control', actions: ['PutItem'] },
      { table: 'scores', actions: ['BatchGetItem'] },
    ],
    uses: ['secret', 'publicUrl'],
  }),
  getInterviewers: route({
    id: 'getInterviewers',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/interviewers',
    group: 'feedback',
    scopes: ['surveys:read'],
    summary: { en: 'How answers hang on who asked', zh: '访谈员效应' },
    description: {
      en: 'Mean and 95 % interval of every rating by interviewer, the intraclass correlation with its F test, and the design effect. It takes for granted that customers fall to interviewers by chance: where each has a region of their own, regions count as their effect.',
      zh: '按访谈员给出每道评分题的均值与 95% 区间、组内相关及其 F 检验和设计效应。前提是客户随机分配给访谈员：若各管一区，地区差异会计为访谈员效应。',
    },
    params,
    query: z.strictObject({
      from: z.iso.date().optional().meta({ description: 'First business day.' }),
      to: z.iso.date().optional().meta({ description: 'Last business day.' }),
    }),
    replies: { 200: { description: 'The report', schema: InterviewersReport } },
    failures: ['survey_not_found', 'survey_not_identified'],
    access: [readControl, { table: 'events', index: 'bySurvey', actions: ['Query'] }],
  }),
} as const;
