/** What customers speak of. `reason` is the stated reason of leaving (or root cause of a case) that a complaint about it amounts to. */
export const themes = {
  product_quality: { en: 'Product quality', zh: '产品质量', reason: 'product_quality' },
  taste: { en: 'Taste and food', zh: '口味与食物', reason: 'product_quality' },
  portion: { en: 'Portion and completeness', zh: '分量与齐全', reason: 'product_quality' },
  packaging: { en: 'Packaging', zh: '包装', reason: 'delivery' },
  service_attitude: { en: 'Service attitude', zh: '服务态度', reason: 'service_attitude' },
  staff_skill: { en: 'Knowledge of staff', zh: '员工专业能力', reason: 'service_skill' },
  price: { en: 'Price and value', zh: '价格与性价比', reason: 'price' },
  delivery: { en: 'Delivery', zh: '配送', reason: 'delivery' },
  waiting: { en: 'Waiting time', zh: '等待时间', reason: 'waiting' },
  environment: { en: 'Premises and comfort', zh: '环境与舒适', reason: 'environment' },
  cleanliness: { en: 'Cleanliness', zh: '卫生', reason: 'environment' },
  location: { en: 'Location', zh: '地理位置', reason: 'environment' },
  after_sales: { en: 'Returns and after-sales', zh: '退换货与售后', reason: 'after_sales' },
  website: { en: 'Website or app', zh: '网站或应用', reason: 'website' },
  information: { en: 'Information and honesty', zh: '信息与诚信', reason: 'information' },
} as const;

export type Theme = keyof typeof themes;

export const themeCodes = Object.keys(themes) as [Theme, ...Theme[]]; // Keys of the table above.
