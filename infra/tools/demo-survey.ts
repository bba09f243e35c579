import type { Client } from '../../lib/contract/client.ts';

/** The survey of the demo shop: every rated question type, a choice and a free text, in both languages. */
export const demoSurvey: Parameters<Client['createSurvey']>[0]['body'] = {
  title: { zh: '您对我们的服务满意吗？', en: 'How are we doing?' },
  defaultLanguage: 'zh',
  mode: 'identified',
  questions: [
    {
      id: 'recommend',
      type: 'nps',
      required: true,
      label: {
        zh: '您有多大可能向朋友推荐我们？',
        en: 'How likely are you to recommend us to a friend?',
      },
    },
    {
      id: 'satisfied',
      type: 'csat',
      required: true,
      label: {
        zh: '您对最近一次购买满意吗？',
        en: 'How satisfied were you with your last purchase?',
      },
    },
    {
      id: 'easy',
      type: 'ces',
      label: { zh: '购买过程很轻松', en: 'Buying from us was easy' },
    },
    {
      id: 'reason',
      type: 'multi',
      label: { zh: '哪些方面影响了您的评分？', en: 'What made the difference?' },
      options: [
        { id: 'quality', label: { zh: '产品质量', en: 'Product quality' } },
        { id: 'service', label: { zh: '服务态度', en: 'Service' } },
        { id: 'price', label: { zh: '价格', en: 'Price' } },
        { id: 'delivery', label: { zh: '配送', en: 'Delivery' } },
      ],
    },
    {
      id: 'why',
      type: 'text',
      label: { zh: '您还想告诉我们什么？', en: 'Anything else you would like to tell us?' },
    },
  ],
};
