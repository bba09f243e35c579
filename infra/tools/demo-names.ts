import { pick } from './demo-random.ts';

const families = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'] as const;
const given = ['伟', '芳', '娜', '敏', '静', '磊', '洋', '艳', '勇', '杰', '丽', '涛'] as const;
const firstNames = [
  ...['Anna', 'Ben', 'Chloe', 'Daniel', 'Emma'],
  ...['Felix', 'Grace', 'Henry', 'Iris', 'Jack'],
] as const;
const lastNames = [
  ...['Baker', 'Carter', 'Evans', 'Fisher', 'Hughes'],
  ...['Mason', 'Parker', 'Reed', 'Turner', 'Wood'],
] as const;

interface Home {
  readonly country: string;
  readonly city: string;
}

const homes = {
  zh: [
    { country: 'CN', city: '上海' },
    { country: 'CN', city: '北京' },
    { country: 'CN', city: '杭州' },
    { country: 'CN', city: '成都' },
    { country: 'CN', city: '广州' },
    { country: 'CN', city: '武汉' },
  ],
  en: [
    { country: 'GB', city: 'London' },
    { country: 'SG', city: 'Singapore' },
    { country: 'CA', city: 'Toronto' },
    { country: 'AU', city: 'Sydney' },
  ],
} as const satisfies Record<string, readonly [Home, ...Home[]]>;

export type DemoLanguage = keyof typeof homes;

/** Who a generated customer is. Made up of lists: nobody is meant. */
export interface DemoPerson extends Home {
  readonly name: string;
  readonly language: DemoLanguage;
}

const nameIn = (random: () => number, language: DemoLanguage): string => {
  if (language === 'en') return `${pick(random, firstNames)} ${pick(random, lastNames)}`;
  const isLong = random() < 0.5;
  return pick(random, families) + pick(random, given) + (isLong ? pick(random, given) : '');
};

export const demoPerson = (random: () => number): DemoPerson => {
  const language = random() < 0.65 ? 'zh' : 'en';
  return { name: nameIn(random, language), language, ...pick<Home>(random, homes[language]) };
};
