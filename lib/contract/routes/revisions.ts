import * as z from 'zod';
import { SurveyDefinition } from '../../surveys/survey.ts';
import { RevisionResource, VersionResource } from '../revision-shapes.ts';
import { route } from '../route.ts';
import { SurveyResource } from '../survey-shapes.ts';

const none = z.strictObject({});
const surveyParams = z.strictObject({ surveyId: z.string().min(1).max(64) });
const revision = {
  description: 'The revision',
  schema: RevisionResource,
  headers: ['ETag'],
} as const;

export const revisionsRoutes = {
  getSurveyRevision: route({
    id: 'getSurveyRevision',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/revision',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'Read the revision of an open survey', zh: '读取进行中问卷的修订稿' },
    params: surveyParams,
    query: none,
    concurrency: 'etag',
    replies: { 200: revision },
    failures: ['survey_not_found', 'revision_not_found'],
    access: [{ table: 'control', actions: ['GetItem'] }],
  }),
  reviseSurvey: route({
    id: 'reviseSurvey',
    method: 'PUT',
    path: '/v1/surveys/{surveyId}/revision',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Write the revision of an open survey', zh: '撰写进行中问卷的修订稿' },
    description: {
      en: 'The whole next definition. Nobody is asked by it before it is published, and like a draft it may lack things until then.',
      zh: '下一版本的完整内容。发布之前不会用于提问；与草稿一样，发布前可以暂缺内容。',
    },
    params: surveyParams,
    query: none,
    body: SurveyDefinition,
    concurrency: 'etag',
    replies: {
      200: revision,
      201: { ...revision, description: 'The revision that was begun' },
    },
    failures: ['survey_not_found', 'survey_not_open'],
    access: [{ table: 'control', actions: ['GetItem', 'PutItem'] }],
  }),
  dropSurveyRevision: route({
    id: 'dropSurveyRevision',
    method: 'DELETE',
    path: '/v1/surveys/{surveyId}/revision',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Drop the revision of a survey', zh: '放弃问卷的修订稿' },
    params: surveyParams,
    query: none,
    concurrency: 'etag',
    replies: { 204: { description: 'It is dropped' } },
    failures: ['survey_not_found', 'revision_not_found'],
    access: [{ table: 'control', actions: ['GetItem', 'DeleteItem'] }],
  }),
  publishSurveyRevision: route({
    id: 'publishSurveyRevision',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/revision/publish',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Put the revision in force', zh: '启用修订稿' },
    description: {
      en: 'From then on it is asked, as the next version of the survey. `If-Match` names the version of the revision. All that is wrong is refused at once: what a first publication refuses, and what would change the meaning of answers that came in. A question keeps its type, its measure and, in a consent, its words; a range may only widen; the options of a ranking stay, those of other questions may go and are counted on. The mode stays, hidden fields may only grow, and quotas stay as they are beside new ones.',
      zh: '启用后即作为问卷的下一版本用于提问。`If-Match` 指修订稿的版本。所有问题一次性返回：首次发布时会拒绝的内容，以及会改变已有答案含义的修改。题目的类型、度量和同意题的文字不可更改；数值范围只能放宽；排序题的选项不可增减，其他题目的选项可以停用，其已有答案仍计入结果。答题方式不可更改，隐藏字段只能扩充，已有配额不变、可新增配额。',
    },
    params: surveyParams,
    query: none,
    concurrency: 'etag',
    replay: 'resource',
    replies: {
      200: { description: 'The survey', schema: SurveyResource, headers: ['ETag'] },
    },
    failures: ['survey_not_found', 'survey_not_open', 'revision_not_found'],
    access: [{ table: 'control', actions: ['GetItem', 'PutItem', 'DeleteItem'] }],
  }),
  getSurveyVersion: route({
    id: 'getSurveyVersion',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/versions/{surveyVersion}',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'Read a version of a survey', zh: '读取问卷的某个版本' },
    description: {
      en: 'What was asked when a response came that names this version.',
      zh: '注明该版本的答卷提交时所用的题目内容。',
    },
    params: surveyParams.extend({
      surveyVersion: z.string().regex(/^[1-9][0-9]{0,5}$/, 'A number from 1'),
    }),
    query: none,
    replies: { 200: { description: 'The version', schema: VersionResource } },
    failures: ['survey_not_found', 'survey_version_not_found'],
    access: [{ table: 'control', actions: ['GetItem'] }],
  }),
} as const;
