const en = {
  answerAll: 'Questions marked “required” need an answer.',
  required: 'required',
  send: 'Send answers',
  language: 'Language',
  identifiedNotice: 'Your answers are linked to your customer record.',
  anonymousNotice:
    'Your answers are anonymous: they are kept without your name, your link or the time of day.',
  npsLow: '0: not at all likely',
  npsHigh: '10: extremely likely',
  csatLow: '1: very dissatisfied',
  csatHigh: '5: very satisfied',
  cesLow: '1: strongly disagree',
  cesHigh: '7: strongly agree',
  chooseSeveral: 'You can choose more than one.',
  errorsTitle: 'Please look at these answers again',
  errorRequired: 'An answer is needed.',
  errorTooLong: 'The text is too long.',
  errorOther: 'This answer does not fit the question.',
  thanksTitle: 'Thank you',
  thanksText: 'Your answers have arrived. You can close this page.',
  usedTitle: 'Already answered',
  usedText: 'This link has been used. Thank you for your answers.',
  closedTitle: 'This survey is closed',
  closedText: 'It takes no more answers.',
  expiredTitle: 'This link has expired',
  expiredText: 'It could be used for a limited time, which has passed.',
  invalidTitle: 'This link is not valid',
  invalidText: 'Please open the link exactly as it was sent to you.',
  conflictTitle: 'This link was answered before',
  conflictText: 'Other answers were sent through it, and those count.',
  personalTitle: 'A personal link is needed',
  personalText: 'This survey is answered through the link that was sent to you.',
} as const;

export type FormTexts = Readonly<Record<keyof typeof en, string>>;

const zh: FormTexts = {
  answerAll: '标有“必答”的问题需要作答。',
  required: '必答',
  send: '提交答卷',
  language: '语言',
  identifiedNotice: '您的回答会与您的客户档案关联。',
  anonymousNotice: '本次回答是匿名的：保存时不含您的姓名、链接和具体时刻。',
  npsLow: '0：完全不可能',
  npsHigh: '10：非常可能',
  csatLow: '1：非常不满意',
  csatHigh: '5：非常满意',
  cesLow: '1：非常不同意',
  cesHigh: '7：非常同意',
  chooseSeveral: '可选择多项。',
  errorsTitle: '请检查以下回答',
  errorRequired: '此题必须作答。',
  errorTooLong: '文字过长。',
  errorOther: '该回答与题目不符。',
  thanksTitle: '谢谢您',
  thanksText: '我们已收到您的回答，您可以关闭本页。',
  usedTitle: '已经作答',
  usedText: '此链接已使用过，感谢您的回答。',
  closedTitle: '问卷已结束',
  closedText: '本问卷不再接受回答。',
  expiredTitle: '链接已过期',
  expiredText: '此链接的有效期已过。',
  invalidTitle: '链接无效',
  invalidText: '请按收到的原样打开链接。',
  conflictTitle: '此链接已作答',
  conflictText: '之前已提交过不同的回答，以那一次为准。',
  personalTitle: '需要个人链接',
  personalText: '本问卷须通过发送给您的链接作答。',
};

/** The languages that the pages themselves speak. */
export const pageLanguages = ['en', 'zh'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** Every text of the hosted pages that is not the survey's own. */
export const formTexts: Readonly<Record<PageLanguage, FormTexts>> = { en, zh };

/** The language of our words beside content in this language: English where we do not speak it. */
export const pageLanguageOf = (language: string): PageLanguage =>
  language.toLowerCase().split('-', 1)[0] === 'zh' ? 'zh' : 'en';
