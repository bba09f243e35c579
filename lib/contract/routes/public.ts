import * as z from 'zod';
import { submitAccess } from '../response-access.ts';
import { route } from '../route.ts';
import { ReceiptResource, Submission, submissionFromForm } from '../survey-shapes.ts';
import { formRoutes } from './public-forms.ts';

const surveyParams = z.strictObject({ surveyId: z.string().min(1).max(64) });

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
    access: submitAccess,
    uses: ['secret'],
  }),
  ...formRoutes,
} as const;
