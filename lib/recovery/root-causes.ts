/**
 * What can have gone wrong, as staff name it when they resolve a case. A closed list, so that causes
 * can be counted; the words of the case stand in its notes.
 */
export const rootCauses = {
  product_quality: { en: 'Product quality', zh: '产品质量' },
  service_attitude: { en: 'Service attitude', zh: '服务态度' },
  service_skill: { en: 'Knowledge of staff', zh: '员工专业能力' },
  price: { en: 'Price', zh: '价格' },
  delivery: { en: 'Delivery', zh: '配送' },
  waiting: { en: 'Waiting time', zh: '等待时间' },
  after_sales: { en: 'Returns and after-sales', zh: '退换货与售后' },
  information: { en: 'Missing or wrong information', zh: '信息缺失或有误' },
  website: { en: 'Website or app', zh: '网站或应用' },
  environment: { en: 'Premises and cleanliness', zh: '环境与卫生' },
  expectation: { en: 'Expected something else', zh: '与预期不符' },
  none: { en: 'Nothing went wrong', zh: '未发现问题' },
} as const;

export type RootCause = keyof typeof rootCauses;

export const rootCauseCodes = Object.keys(rootCauses) as [RootCause, ...RootCause[]]; // Keys of the table above.
