import type { Label } from './label.ts';
import type { Question } from './question.ts';

/** Questions that are ready to be put into a definition, in English and Chinese. */
export interface QuestionBlock {
  readonly id: 'perceived_value' | 'wallet' | 'loyalty';
  readonly title: Label;
  readonly questions: readonly Question[];
}

type Measure = 'economic' | 'functional' | 'emotional' | 'repurchase';

const statement = (id: string, measures: Measure, en: string, zh: string): Question => ({
  id,
  type: 'ces',
  measures,
  label: { en, zh },
  required: false,
});

/**
 * Perceived value in three parts, after the dimensions of consumer perceived value (Sweeney and Soutar, "Consumer
 * perceived value: the development of a multiple item scale", Journal of Retailing 77 (2001) 203-220); the statements
 * are our own, agreed with from 1 to 7. Each index is the mean of its statements on 0 to 100.
 */
const perceivedValue: QuestionBlock = {
  id: 'perceived_value',
  title: { en: 'Perceived value', zh: '感知价值' },
  questions: [
    statement(
      'value_price',
      'economic',
      'What I get here is worth its price.',
      '这里的产品和服务物有所值。',
    ),
    statement(
      'value_saving',
      'economic',
      'Buying here saves me money in the long run.',
      '长期来看，在这里购买能为我省钱。',
    ),
    statement(
      'value_quality',
      'functional',
      'The quality is the same good one every time.',
      '品质一贯良好。',
    ),
    statement(
      'value_need',
      'functional',
      'I find here what I need, without effort.',
      '我在这里能轻松买到所需的东西。',
    ),
    statement('value_joy', 'emotional', 'I enjoy buying here.', '我喜欢在这里购买。'),
    statement('value_care', 'emotional', 'I feel that they care about me.', '我感到自己受到重视。'),
  ],
};

/**
 * Loyalty as it is stated: recommendation and the intention to buy again, two of the intentions that tell loyal
 * customers (Zeithaml, Berry and Parasuraman, "The behavioral consequences of service quality", Journal of Marketing 60
 * (1996) 31-46).
 */
const loyalty: QuestionBlock = {
  id: 'loyalty',
  title: { en: 'Loyalty', zh: '忠诚度' },
  questions: [
    {
      id: 'loyalty_recommend',
      type: 'nps',
      label: {
        en: 'How likely are you to recommend us to a friend or colleague?',
        zh: '您向朋友或同事推荐我们的可能性有多大？',
      },
      required: false,
    },
    statement(
      'loyalty_again',
      'repurchase',
      'Next time I need something of this kind, I will buy it here.',
      '下次有同类需要时，我会再来这里购买。',
    ),
  ],
};

/** Above any household's spend in any currency. */
const walletMax = 1_000_000_000;

const wallet = (currency: string): QuestionBlock => ({
  id: 'wallet',
  title: { en: 'Yearly spend', zh: '年度总支出' },
  questions: [
    {
      id: 'yearly_spend',
      type: 'number',
      measures: 'wallet',
      label: {
        en: 'About how much did you spend in the last 12 months on goods and services of the kind that we sell, here and elsewhere together?',
        zh: '过去 12 个月，您在我们所售这类商品和服务上（包括在本店及其他地方）总共大约花费了多少？',
      },
      required: false,
      min: 0,
      max: walletMax,
      decimals: 0,
      unit: { en: currency, zh: currency },
    },
  ],
});

/** The standard question blocks of a business with this currency. */
export const questionBlocks = (currency: string): readonly QuestionBlock[] => [
  perceivedValue,
  wallet(currency),
  loyalty,
];
