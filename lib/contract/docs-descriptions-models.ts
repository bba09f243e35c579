/** Chinese for the members of a model version: how it was chosen, and how good it is. */
export const modelDescriptionsZh: Readonly<Record<string, string>> = {
  'A transaction model by name, or `auto`: chosen on a window of the own ledgers.':
    '指定交易模型的名称，或 `auto`：依据自身流水账的一个时间窗选择。',
  'Probability that a customer who stayed away ranks above one who bought, ties one half; null where all or none did.':
    '未再购买的客户排在有购买的客户之前的概率，并列计一半；全部或无一流失时为空。',
  'Sum of the predictions.': '预测值之和。',
  'Total over actual, less 1.': '预测总数除以实际总数再减 1。',
  'Mean absolute error per customer.': '每位客户的平均绝对误差。',
  'Root mean squared error per customer.': '每位客户的均方根误差。',
  'Mean squared error of the probability.': '概率的均方误差。',
  'Mean of -ln P(what came).': '实际结果的 -ln P 的均值。',
  'Expected calibration error: mean distance of predicted and observed over ten bins of equal count.':
    '期望校准误差：十个等量分箱中预测与实际之差的均值。',
  'By tenths of the customers, lowest risk first.': '按客户十等分，风险由低到高。',
  'Share of the actual spend that the best tenth by prediction holds.':
    '预测最高的十分之一客户占实际消费的比例。',
  'The same by past spend: what the model has to beat.': '按过往消费排序的同一比例：模型须超过它。',
  'The same by perfect knowledge.': '按完全已知排序的同一比例。',
  'The last day that the fit knew.': '拟合时所知的最后一天。',
  'The last day of the window, inclusive.': '时间窗的最后一天（含）。',
  'Of its P(no purchase in the window).': '其“窗内无购买”概率的评分。',
  'AUC of the sum of the quintiles of recency, frequency, spend.':
    '最近购买、频次、消费三项五分位之和的 AUC。',
  'Repeat purchases so far, scaled to the length of the window.':
    '迄今的重复购买次数，按时间窗长度折算。',
  'This version less the other, same customers.': '本版本减去对方，针对相同客户。',
  'Of the paired difference.': '配对差值的标准误。',
  'Worse by more than one standard error; against a recipe, two.':
    '差于对方超过一个标准误；与 `recipe` 比较时为两个。',
  '`recency`, `rfm`: a ranking without a model; `active`: the model in use, which has seen nothing of the window; `recipe`: where it has, its transaction model and kind of risk against this version’s, both fitted as of the cut.':
    '`recency`、`rfm`：不用模型的排序；`active`：使用中的模型，未见过该时间窗的任何数据；`recipe`：若已见过，则将其交易模型与风险类型和本版本的一同在切分日重新拟合后比较。',
  'Customers whose first purchase lies after the cut: left out.':
    '首次购买在切分日之后的客户：不计入。',
  'Customers with a contract, whose end is observed: left out.':
    '有合同的客户，其终止可直接观察到：不计入。',
  'Share without a purchase in the window.': '窗内无购买的客户比例。',
  'Whether the risk is the combined one or P(no purchase) of the transactions.':
    '风险为组合模型的风险，还是交易模型的无购买概率。',
  'Share of the purchases of the best tenth, two tenths and so on by prediction.':
    '按预测排序，最高的十分之一、十分之二等客户所占的购买比例。',
  'Mean absolute error of the expected purchases, scaled to what the window brought in all.':
    '预期购买次数的平均绝对误差，已按窗内实际总量缩放。',
  'The last quarter of the data, kept back to choose by.': '为选择模型而留出的最后四分之一数据。',
  'Null where the purchases determine none; `churn.renewals` may then score contracts alone.':
    '购买数据无法确定时为空；此时 `churn.renewals` 仍可单独为合约评分。',
  'How good the renewals of contracts are; null without contracts.':
    '合约续约预测的好坏；没有合约时为空。',
  'Contracts in force at the cut that had to be renewed in the window.':
    '切分日有效且须在窗内续约的合约数。',
  'Share of them that was expected to lapse.': '其中预期失效的比例。',
  'Share of them that lapsed: not renewed until the days of grace were over.':
    '其中实际失效的比例：宽限期结束时仍未续约。',
  'The same by the prior, which contracts keep without a fit.':
    '以先验概率计算的同一指标；未拟合时合约即用先验。',
  'Worse than the prior by more than one standard error.': '差于先验超过一个标准误。',
  'Contracts that were renewed or ended: what the probabilities are known from. 0 in versions before it was kept.':
    '曾经续约或已结束的合约数：概率由此得知。早于此项记录的版本为 0。',
  'Why there is no hold-out.': '没有留出检验的原因：各项所需的数量。',
  'Null where the risk is P(no purchase) of the transaction model.':
    '风险为交易模型的无购买概率时为空。',
  'Log odds of churn per natural unit of the signal.': '信号每一自然单位的流失对数几率。',
  'Mean over the customers of the fit.': '拟合所用客户的均值。',
  'Last day that was known.': '已知数据的最后一天。',
  'Log odds by which more churned in this window than the transaction model expected.':
    '该时间窗内流失超出交易模型预期的对数几率。',
  '`combined`: the transaction model and the signals below; `transactions`: past windows hold too little, P(no purchase) stands alone.':
    '`combined`：交易模型与以下信号的组合；`transactions`：过去时间窗的数据太少，仅用无购买概率。',
  'Log odds by which today’s mean risk is moved from the transaction model’s; each window of the greatest length counts as one observation, no shift as one more.':
    '今日平均风险相对交易模型的对数几率偏移；每个最长时间窗计为一次观测，零偏移再计一次。',
  'Weight of the log odds of P(no purchase) about their mean, learnt like a coefficient; 1 is as they are.':
    '无购买概率的对数几率围绕其均值的权重，与系数一样学得；1 表示保持原样。',
  'Mean days between neighbouring purchases; durations count in it. Null: in ninths of the horizon, as in versions before it was kept.':
    '相邻两次购买之间的平均天数，时长以此为单位；为空表示以预测期的九分之一为单位，如同保存该值之前的版本。',
  'Mean of those log odds over the customers of the fit.': '拟合所用客户的上述对数几率的均值。',
  'Median total, minor units.': '总额的中位数，最小货币单位。',
  'Signals that did not vary in the past windows, or with too few cases.':
    '在过去时间窗内没有变化或样本太少的信号。',
  'The typical purchase history, from which parts are counted.':
    '典型的购买历史，各项贡献由此计起。',
  'Contracts of terms up to so many days; null: all longer ones.':
    '期长不超过这么多天的合约；为空表示所有更长的合约。',
  '`pooled`: too few contracts, one probability of renewal for all.':
    '`pooled`：合约太少，所有人共用一个续约概率。',
  'By length of term, the shortest first; empty without contracts.':
    '按合约期长分组，最短者在前；没有合约时为空数组。',
  '`combined`: the purchase model and the signals of the fitted churn model; `transactions`: the purchase model alone, past windows hold too little; `contract`: renewals.':
    '`combined`：购买模型加已拟合流失模型的信号；`transactions`：过去时间窗的数据太少，仅用购买模型；`contract`：按续约计算。',
  'What a definition of churn by gaps is measured with. Null without a second purchase, and in versions before it was kept.':
    '按间隔定义流失时的测量依据。没有第二次购买，或版本早于此项记录时为 null。',
  'Gaps that were measured.': '测得的间隔个数。',
  'Gaps at the percentiles 50 to 99, one a percentile.':
    '第 50 至第 99 百分位的间隔（天），每个百分位一个。',
  'Of the gaps between purchase days.': '购买日间隔的百分位。',
  'Days after the end of a contract in which it may still be renewed.':
    '合约到期后仍可续约的天数。',
};
