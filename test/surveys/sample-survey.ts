import type { Instant } from '../../lib/shared/time.ts';
import { type PublishedSurvey, SurveyDefinition } from '../../lib/surveys/survey.ts';

/** A survey with a question of every type, in two languages. */
export const sampleDefinition = (more: Record<string, unknown> = {}): SurveyDefinition =>
  SurveyDefinition.parse({
    title: { en: 'How was your visit?', zh: '您的到访体验如何？' },
    defaultLanguage: 'en',
    mode: 'identified',
    questions: [
      {
        id: 'q1',
        type: 'nps',
        label: { en: 'Would you recommend us?', zh: '您会推荐我们吗？' },
        required: true,
      },
      { id: 'q2', type: 'csat', label: { en: 'How satisfied are you?', zh: '您有多满意？' } },
      { id: 'q3', type: 'ces', label: { en: 'It was easy.', zh: '办理很方便。' } },
      {
        id: 'q4',
        type: 'single',
        label: { en: 'Which shop?', zh: '哪家门店？' },
        options: [
          { id: 'north', label: { en: 'North', zh: '北店' } },
          { id: 'south', label: { en: 'South', zh: '南店' } },
        ],
      },
      {
        id: 'q5',
        type: 'multi',
        label: { en: 'What did you like?', zh: '您喜欢什么？' },
        options: [
          { id: 'staff', label: { en: 'Staff', zh: '员工' } },
          { id: 'price', label: { en: 'Price', zh: '价格' } },
          { id: 'range', label: { en: 'Range', zh: '品种' } },
        ],
      },
      { id: 'why', type: 'text', label: { en: 'Why?', zh: '为什么？' } },
    ],
    ...more,
  });

/** It is open since an instant. */
export const publishedSurvey = (at: Instant): PublishedSurvey => ({
  id: 'svy_1',
  status: 'open',
  version: 2,
  surveyVersion: 1,
  definition: sampleDefinition(),
  earlier: [],
  createdAt: at,
  updatedAt: at,
  publishedAt: at,
  revisedAt: null,
  closedAt: null,
});
