import { SurveyDefinition } from '../../lib/surveys/survey.ts';

const label = (en: string, zh: string) => ({ en, zh });
const option = (id: string, en: string, zh: string) => ({ id, label: label(en, zh) });

/** Ten questions: every type, two of them asked for certain answers only. */
export const everyQuestion = (more: Record<string, unknown> = {}): SurveyDefinition =>
  SurveyDefinition.parse({
    title: label('Your visit to our shop', '您本次到店的体验'),
    intro: label(
      'Three minutes that help us. Thank you for your time.',
      '只需三分钟，帮助我们做得更好。感谢您的时间。',
    ),
    thanks: label('We read every answer.', '我们会认真阅读每一份答卷。'),
    defaultLanguage: 'en',
    mode: 'anonymous',
    questions: [
      {
        id: 'nps',
        type: 'nps',
        label: label(
          'How likely are you to recommend us to a friend?',
          '您有多大可能向朋友推荐我们？',
        ),
        required: true,
      },
      {
        id: 'why',
        type: 'text',
        label: label('What should we do better?', '我们哪里需要改进？'),
        showIf: { question: 'nps', atMost: 6 },
      },
      {
        id: 'csat',
        type: 'csat',
        label: label('How satisfied were you with the service?', '您对服务满意吗？'),
        help: label('Think of the people who served you.', '请回想接待您的员工。'),
      },
      {
        id: 'ces',
        type: 'ces',
        label: label('It was easy to find what I needed.', '我很容易找到了所需的商品。'),
      },
      {
        id: 'parts',
        type: 'matrix',
        label: label('How did you like …', '您对以下方面的评价'),
        rows: [
          option('range', 'the range of goods', '商品种类'),
          option('price', 'the prices', '价格'),
          option('staff', 'the staff', '员工态度'),
        ],
        columns: [
          option('bad', 'Bad', '差'),
          option('fair', 'Fair', '一般'),
          option('good', 'Good', '好'),
          option('great', 'Very good', '很好'),
        ],
      },
      {
        id: 'bought',
        type: 'multi',
        label: label('What did you buy?', '您购买了什么？'),
        options: [
          option('food', 'Food', '食品'),
          option('tools', 'Household goods', '日用品'),
          option('none', 'Nothing', '没有购买'),
        ],
      },
      {
        id: 'ranked',
        type: 'ranking',
        label: label('What matters most to you?', '您最看重什么？'),
        places: 2,
        options: [
          option('quality', 'Quality', '品质'),
          option('price', 'Price', '价格'),
          option('advice', 'Advice', '导购'),
        ],
      },
      {
        id: 'spent',
        type: 'number',
        label: label('How much did you spend?', '您消费了多少？'),
        min: 0,
        max: 10_000,
        decimals: 2,
        unit: label('yuan', '元'),
      },
      {
        id: 'day',
        type: 'date',
        label: label('When were you here?', '您何时到店？'),
        min: '2026-01-01',
      },
      {
        id: 'agree',
        type: 'consent',
        label: label('You may quote my answers without my name.', '可以匿名引用我的回答。'),
      },
      ...(Array.isArray(more['questions']) ? more['questions'] : []),
    ],
    ...Object.fromEntries(Object.entries(more).filter(([name]) => name !== 'questions')),
  });
