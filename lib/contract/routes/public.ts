import * as z from 'zod';
import { signAccess, submitAccess, updateResponseAccess } from '../response-access.ts';
import {
  ReceiptResource,
  ResponsePatch,
  Submission,
  submissionFromForm,
} from '../response-shapes.ts';
import { route } from '../route.ts';
import { formRoutes } from './public-forms.ts';
import { unsubscribeRoutes } from './public-unsubscribe.ts';

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
      en: 'As JSON, or as a form: `q1=9&why=…&token=…`, where several options repeat the name (`q4=a&q4=b`, of a ranking best first) and each row of a matrix has a field (`q5.row=column`). A personal link takes one response: the same answers again get the first receipt, others 409; of an anonymous survey every repeat gets the receipt and nothing is compared. Without token only anonymous surveys take answers. A browser that sends a form goes to the thanks (303), or is shown the hosted form with what was wrong; whoever asks for JSON, or for anything, gets JSON. Floods of answers without token are held back: above its share a network waits in quarantine, with the same answer, and far above it gets 429, as does a link after thirty misfits in ten minutes, until an answer fits. `complete: false` begins a response that waits thirty days to be completed, one of each link. An anonymous one that was begun by a personal link can be told by the holder of our keys until it is completed; not after.',
      zh: '以 JSON 或表单提交：`q1=9&why=…&token=…`；多个选项重复使用同一名称（`q4=a&q4=b`，排序题最优先者在前），矩阵题每行一个字段（`q5.row=column`）。个人链接仅可作答一次：重复提交相同内容返回首次回执，内容不同返回 409；匿名问卷的重复提交一律返回回执，不作比较。没有令牌时只能回答匿名问卷。由浏览器直接提交的表单会转到致谢页（303），有误时显示问卷页面及错误；要求 JSON 或不限类型的请求得到 JSON。大量涌入的无令牌答卷会受限：某网络超出份额后进入隔离区（答复不变），远超份额则返回 429；同一链接十分钟内三十次不合格后也返回 429，直至提交合格的答案。`complete: false` 表示先开始作答，保留三十天，每个链接一份。通过个人链接开始的匿名答卷在完成之前可由密钥持有者辨认，完成之后则不能。',
    },
    params: surveyParams,
    query: z.strictObject({}),
    body: Submission,
    bodyTypes: ['application/json', 'application/x-www-form-urlencoded'],
    fromForm: submissionFromForm,
    replay: 'resource',
    replies: {
      200: { description: 'This link was used: the first receipt', schema: ReceiptResource },
      201: { description: 'The response is recorded', schema: ReceiptResource },
      303: {
        description: 'A form, sent by a browser that asks for a page: to the thanks',
        headers: ['Location'],
        forBrowsers: true,
      },
    },
    failures: [
      'survey_not_found',
      'survey_not_open',
      'invalid_token',
      'link_used',
      'response_conflict',
      'quota_full',
      'too_many_requests',
    ],
    access: submitAccess,
    uses: ['secret'],
  }),
  updateResponse: route({
    id: 'updateResponse',
    method: 'PATCH',
    path: '/v1/responses/{responseId}',
    group: 'public',
    scopes: 'public',
    summary: { en: 'Go on with a response, or change it', zh: '继续或修改答卷' },
    description: {
      en: 'By its resume token: a merge patch of the answers, `complete: true` to send them. A complete response may be changed for as many hours as its survey says, to its hundredth revision; of an anonymous one they run from the end of its day. The same patch again answers the same. A token that is wrong, of another response or past its time is refused without saying which.',
      zh: '凭续答令牌对答案作合并补丁，`complete: true` 表示提交。已完成的答卷在问卷规定的小时数内可以修改，至多到第一百版；匿名答卷自当日结束起算。重复相同的补丁得到相同的回应。令牌有误、属于其他答卷或已过期一律拒绝，不说明原因。',
    },
    params: z.strictObject({ responseId: z.string().min(1).max(64) }),
    query: z.strictObject({
      surveyId: z.string().max(64).optional().meta({
        description: 'For scripts of other web pages: the survey whose allowed origins count.',
      }),
    }),
    body: ResponsePatch,
    replies: { 200: { description: 'The response as it is now', schema: ReceiptResource } },
    failures: [
      'survey_not_open',
      'invalid_token',
      'quota_full',
      'edit_window_closed',
      'stale_version',
    ],
    access: updateResponseAccess,
    uses: ['secret'],
  }),
  signBlinded: route({
    id: 'signBlinded',
    method: 'POST',
    path: '/s/{token}/signature',
    group: 'public',
    scopes: 'public',
    summary: { en: 'Exchange a personal link for a blind signature', zh: '以个人链接换取盲签名' },
    description: {
      en: 'RFC 9474, RSABSSA-SHA384-PSS-Randomized, of anonymous surveys: uses the link and signs a blinded message. Whoever unblinds the signature may answer once, and nobody, we included, can tell by which link. The same message again gets the same signature.',
      zh: '适用于匿名问卷，依 RFC 9474（RSABSSA-SHA384-PSS-Randomized）：使用该链接并对盲化消息签名。去盲后的签名可作答一次，包括我们在内无人能辨认来自哪个链接。相同消息得到相同签名。',
    },
    params: z.strictObject({ token: z.string().min(1) }),
    query: z.strictObject({}),
    body: z.strictObject({
      blinded: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,700}$/, 'Not base64url')
        .meta({ description: 'The blinded message, as long as the modulus, in base64url.' }),
    }),
    replay: 'body',
    replies: {
      200: {
        description: 'The blind signature',
        schema: z.strictObject({ signature: z.string() }),
      },
    },
    failures: ['invalid_token', 'survey_not_open', 'link_used'],
    access: signAccess,
    uses: ['secret'],
  }),
  ...formRoutes,
  ...unsubscribeRoutes,
} as const;
