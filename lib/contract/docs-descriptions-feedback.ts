/** Chinese for the descriptions of feedback outside surveys: reviews, social posts, interviews and calls. */
export const feedbackDescriptionsZh: Readonly<Record<string, string>> = {
  // Events
  'Where the customer said it.': '客户在何处表达。',
  'Satisfaction from 1 to 5, halves allowed: counts like the answer to a satisfaction question. At least one of rating and text.':
    '满意度，1 至 5，可取半分：与满意度题的答案同等计入。rating 与 text 至少填写一项。',
  'Satisfaction from 1 to 5.': '满意度，1 至 5。',
  'The platform that it was written on.': '发布该内容的平台。',
};
