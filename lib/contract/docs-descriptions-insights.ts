/** Chinese for the descriptions of the insights, by their English text. */
export const insightDescriptionsZh: Readonly<Record<string, string>> = {
  'The last business day that counted.': '计入的最后一个营业日。',
  'Hash of all that the answer is made of: the same hash is the same answer.':
    '构成该回答的全部内容的哈希：哈希相同即回答相同。',
  '`run`: nothing was counted by this date; `purchase`: nobody has bought; `history`: the data reach back less than the churn horizon and some weeks; `model`: no usable model.':
    '`run`：截至该日尚未统计；`purchase`：无人购买；`history`：数据的时间跨度不足流失期限再加数周；`model`：没有可用模型。',
  'Customers who were counted.': '计入统计的客户数。',
  'Rates hold for all customers, counts and amounts for those of the sample.':
    '比率适用于全体客户，人数与金额仅指样本。',
  'All who have bought, estimated where sampled; null before the first run.':
    '全部已购客户数，抽样时为估计值；首次运行之前为 null。',
  'Churn is a silence longer than the horizon, dated to the last purchase before it; under a contract, the end of the paid time. All of history is told by this definition.':
    '沉默超过期限即为流失，日期记为此前最后一次购买日；有合约的客户以付费期结束为流失。全部历史均按此定义统计。',
  'Months after the month of the first purchase.': '首购月份之后的月数。',
  'False: the data end within the month.': 'false：数据在该月内截止。',
  'Net of refunds.': '已扣除退款。',
  'All revenue up to the month over all customers of the cohort.':
    '截至该月的全部收入除以该同期群的全部客户数。',
  'Several purchases of a customer on a day count once.': '同一客户一天内的多次购买计一次。',
  'Of retention: with a purchase in the month, or in it or a later one. The second is too low for the latest months, whose later purchases are still to come.':
    '留存口径：当月有购买，或当月及以后有购买。后者在最近几个月偏低，因为之后的购买尚未发生。',
  'Of retention; `active_in` unless said. Refused with another measure.':
    '留存口径；未指定时为 `active_in`。与其他指标同用会被拒绝。',
  'From the first purchase on; null while no loss could be seen.':
    '自首次购买起；尚无法观察到流失时为 null。',
  'By the month of the first purchase, the last 60.': '按首购月份划分，保留最近 60 个月。',
  'Cohorts before those, added up.': '更早同期群的合计。',
  'First cohort.': '起始同期群。',
  'Last cohort.': '截止同期群。',
  'Months of 30.4375 days after the origin.': '起点之后的月数，每月按 30.4375 天计。',
  'Lives known to last so long at least.': '已知至少持续这么久的客户数。',
  'Share whose life is longer (Kaplan-Meier).': '生命更长的客户占比（Kaplan-Meier 估计）。',
  'Pointwise 95 % (Greenwood, log-log); null where everybody or nobody is left.':
    '逐点 95% 区间（Greenwood 方差，双对数变换）；全部留存或全部流失时为 null。',
  'Share lost in the month that ends here, of those alive at its beginning; for month 0, of all on the very day.':
    '在此结束的一个月内流失者占月初留存者的比例；第 0 个月为当天流失者占全体的比例。',
  'Customers whose end could have been seen.': '其流失本可被观察到的客户数。',
  'Of these, lost.': '其中已流失的客户数。',
  'Null where more than half are still there.': '超过半数仍在时为 null。',
  '95 % (Brookmeyer and Crowley); an end that the data do not reach is null.':
    '95% 区间（Brookmeyer-Crowley 法）；数据未达到的一端为 null。',
  'Mean life within the first `untilDays`; what follows is not known.':
    '前 `untilDays` 天内的平均生命长度；其后未知。',
  'Customers on the day before.': '期初前一日的客户数。',
  'Of these, no customers on the last day.': '其中期末最后一日已不是客户的人数。',
  'Began within the period.': '期内新增的客户数。',
  'Customers on the last day who were lost before the period.':
    '期初前已流失、期末最后一日重新成为客户的人数。',
  'On the last day: start − lost + acquired − acquiredAndLost + returned.':
    '期末最后一日的客户数：start − lost + acquired − acquiredAndLost + returned。',
  'With a purchase within the period.': '期内有购买的客户数。',
  'lost / start. Null while nobody could have been lost under the definition.':
    'lost / start，即流失率。按定义尚不可能有人流失时为 null。',
  'Of those at the start, without the acquired and the returned: 1 − churnRate.':
    '期初客户的留存率，不含新增与回归的客户：1 − churnRate。',
  'What the customers at the start brought in the 365 days before the period.':
    '期初客户在此前 365 天内带来的收入。',
  'Of this, by those who were lost.': '其中由已流失客户带来的部分。',
  'revenueLost / revenueAtStart.': 'revenueLost / revenueAtStart，即收入流失率。',
  'Five years at most, the running one included.': '最多五年，含进行中的一期。',
  'Life from the first purchase (or first paid day) to the first loss.':
    '自首次购买（或首个付费日）至首次流失的生命长度。',
  'Life from the landmark on, of those who were customers then, by the tier that they had then: so that no group is formed by what came later.':
    '以界标日当时的客户及其当时层级分组，自界标日起的生命长度：分组不受之后结果的影响。',
  'Customers ever lost, and of these, ever come back.': '曾经流失的客户数，及其中曾经回归的人数。',
  'The run that counted everybody.': '统计全体客户的运行。',
  'Customer equity: the CLV of all customers together.': '客户资产：全体客户终身价值之和。',
  'What the CLV is made of, pinned in the model version.': '终身价值的计算参数，随模型版本固定。',
  'Best tier first; `share` is of the equity.': '由高到低；`share` 为占客户资产的比例。',
  'From tier to tier in the run, unchanged ones included; `none` is no tier.':
    '该次运行中层级之间的迁移，含未变化的客户；`none` 表示无层级。',
  'Inclusive business date; today unless said. The latest count up to it answers.':
    '营业日（含当日）；未指定时为今日。以不晚于该日的最近一次统计作答。',
  'The cohorts': '同期群',
  'Rates and survival': '流失率与生存曲线',
  'The value of the customers': '客户价值',
};
