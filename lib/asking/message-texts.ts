import type { Label } from '../surveys/label.ts';

/** What e-mails and pages about being asked say of themselves, by language. */
export interface AskTexts {
  readonly subject: string;
  readonly body: string;
  readonly reminderPrefix: string;
  readonly unsubscribe: string;
  readonly page: {
    readonly title: string;
    readonly question: string;
    readonly button: string;
    readonly done: string;
  };
}

export const askTexts: Readonly<Record<'en' | 'zh', AskTexts>> = {
  en: {
    subject: 'How did we do, {{name}}?',
    body: 'Dear {{name}},\n\nwould you tell us what you think? It takes a few minutes:\n\n{{link}}\n\nThank you!',
    reminderPrefix: 'Reminder: ',
    unsubscribe: 'No longer receive such questions',
    page: {
      title: 'No more questions',
      question: 'Do you no longer want to be asked for your opinion?',
      button: 'Do not ask me again',
      done: 'Done. We will not ask you again.',
    },
  },
  zh: {
    subject: '{{name}}，您对我们满意吗？',
    body: '{{name}}，您好：\n\n想听听您的看法，只需几分钟：\n\n{{link}}\n\n谢谢！',
    reminderPrefix: '提醒：',
    unsubscribe: '不再接收此类问卷',
    page: {
      title: '不再询问',
      question: '您不希望再收到我们的问卷吗？',
      button: '请不要再询问我',
      done: '已记录。我们不会再询问您。',
    },
  },
};

/** What the follow-up of a recovery case says. */
export const followUpTexts: { readonly subject: Label; readonly body: Label } = {
  subject: { en: 'Is it better now, {{name}}?', zh: '{{name}}，问题解决了吗？' },
  body: {
    en: 'Dear {{name}},\n\nthank you for telling us what went wrong. Is it better now? A short answer lets us know:\n\n{{link}}\n\nIf it is not, we will take it up again.',
    zh: '{{name}}，您好：\n\n感谢您告诉我们遇到的问题。现在情况好转了吗？只需片刻即可回复：\n\n{{link}}\n\n如果仍未解决，我们会继续跟进。',
  },
};

export const askLanguages = Object.keys(askTexts);

/** The texts of a language, English for one that we do not write. */
export const askTextsIn = (language: string): AskTexts =>
  language.toLowerCase().startsWith('zh') ? askTexts.zh : askTexts.en;
