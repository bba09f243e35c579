/** Chinese for the descriptions of the value model, by their English text. */
export const valueDescriptionsZh: Readonly<Record<string, string>> = {
  // Settings
  'Minor units for each contact in either direction; null: unknown.':
    '每次联系（不分方向）的成本，最小货币单位；null 表示未知。',
  'Minor units for each hour of service; null: unknown.':
    '每小时服务的成本，最小货币单位；null 表示未知。',
  'Chance to win what a customer spends elsewhere, for the growth part of potential value.':
    '争取到客户在别处支出的概率，用于潜在价值的增长部分。',
  'A stated yearly spend older than this is stale: shown, but no growth is counted.':
    '超过此天数的年度支出陈述视为过期：仍会显示，但不计增长。',
  'Categories that suit every customer; null: those that the sample of the model bought in.':
    '适合所有客户的品类；null 表示模型样本购买过的品类。',
  'Horizons in weeks for which run rate and retention are shown.':
    '展示当前速率与留存所用的期限（周）。',
  'Days since the first purchase from which there is a run rate.':
    '自首次购买起达到此天数后才给出当前速率。',
  'Code of the action, for lists and messages.': '行动代码，用于列表和消息。',
  'What to do, for whoever serves the customer.': '行动说明，供服务该客户的人员使用。',
  'Reachable people, customers included; null: `susceptibleShare` is used instead.':
    '可触达人数（含客户）；null 表示改用 `susceptibleShare`。',
  'Share of the reachable people who are not customers yet.': '可触达人群中尚未成为客户的比例。',
  'Share of referred customers who would not have come otherwise.':
    '被推荐客户中若无推荐便不会到来的比例。',
  'Minor units saved by a referred customer who would have come anyway.':
    '本来也会到来的被推荐客户所节省的获客成本，最小货币单位。',
  'Minor units per conversion, where no referral event carries a reward.':
    '推荐事件均不含奖励时，每次转化的奖励，最小货币单位。',
  'Days without a referral after which a referrer counts as having stopped.':
    '超过此天数没有推荐，即视为已停止推荐。',
  'Share of the lifetime value of referred customers that is attributed to who referred them; the sum over customers does not change.':
    '被推荐客户的终身价值归属推荐人的比例；全体客户的总和不变。',
  'Minor units; null: the median of the sample.': '最小货币单位；null 表示样本中位数。',
  'The texts of the cells hold at once, the rest with the next model version.':
    '各象限的文字立即生效，其余随下一个模型版本生效。',
  // Model version
  'Null where no referral has brought a customer yet.': '尚无推荐带来客户时为 null。',
  'Categories that the sample bought in; the most frequent 200.':
    '样本购买过的品类，取购买客户最多的 200 个。',
  'Of the sample of ledgers.': '流水样本中的人数。',
  '`converged`: maximum likelihood; `boundary`: customers do not differ, all have the mean rate; `few_data`: the default shape with the mean rate.':
    '`converged`：极大似然；`boundary`：客户之间没有差异，均取平均速率；`few_data`：默认形状参数加平均速率。',
  'Of the conversion rate, by the last recommendation score.':
    '转化速率的倍数，按最近一次推荐评分。',
  'Rate at which a customer stops recommending.': '客户停止推荐的速率。',
  'Discounted, all generations of friends.': '折现后，含各代被推荐客户。',
  'Conversions that one more spreader adds in the whole market, over the linear form.':
    '在整个市场中多一位传播者所增加的转化数，与线性形式之比。',
  'What one conversion is worth.': '一次转化的价值。',
  'Change of spend per point of recommendation; 0 unless significant.':
    '推荐评分每变化一分时支出的变化；不显著时为 0。',
  'Where the matrix is cut.': '矩阵的划分界限。',
  // Scorecard
  'Residual: expected from now on, discounted. Customer equity is the sum of these alone.':
    '剩余价值：自今日起的预期值，已折现。客户资产只由它们相加而成。',
  'What these weeks would bring if behaviour did not change: the value per day of the window (of the time since the first purchase, where that is shorter), not discounted.':
    '行为不变时这些周将带来的价值：按窗口内（首次购买以来更短时按该段时间）的日均价值计，不折现。',
  'What could be won of the spend that the customer states beyond what is expected anyway: headroom × chance to win it × margin, discounted. Only from a fresh statement; never from income.':
    '在预期支出之外，从客户所述支出中可能争取到的部分：空间 × 争取概率 × 利润率，已折现。只依据近期陈述，从不依据收入。',
  'Of the revenue; null where there is none, or where refunds outweigh it.':
    '占收入的比例；没有收入或退款超过收入时为 null。',
  'Since the first purchase; null before it.': '自首次购买起的天数；首次购买之前为 null。',
  'Calendar month, `YYYY-MM`.': '日历月，`YYYY-MM`。',
  'After refunds and discounts.': '扣除退款与折扣后。',
  'Contacts and service at the rates of the policy; null (and in no sum) without.':
    '按策略费率计算的联系与服务成本；无费率时为 null，且不计入任何合计。',
  'Points and referral rewards that were given.': '已给予的积分与推荐奖励。',
  'The revenue is net of them already.': '收入中已扣除。',
  'Profit of the months asked for (the last twelve by default): revenue − cost of goods − cost to serve − rewards. Null where a purchase in them carries no cost.':
    '所查询月份（默认最近十二个月）的利润：收入 − 商品成本 − 服务成本 − 奖励。其中有购买未附成本时为 null。',
  'Revenue after refunds.': '扣除退款后的收入。',
  'Hours of service at their cost; null (and in no sum) without a rate.':
    '服务工时的成本；无费率时为 null，且不计入任何合计。',
  'Value in both directions: what came from the customer, what was given back.':
    '双向价值：客户带来的与我们回馈的。',
  'Spend of a year as the customer stated it.': '客户自述的年度支出。',
  'Revenue after refunds in the last twelve months.': '最近十二个月扣除退款后的收入。',
  'Older than the policy allows for growth.': '早于策略为增长规定的期限。',
  'Observed spend over stated spend, at most 1.': '观察到的支出与自述支出之比，最高为 1。',
  'Categories bought in, of those that suit.': '适合的品类中已购买的品类。',
  'End of the paid term of a contract; null without one.':
    '合约已付期限的截止日；没有合约时为 null。',
  'Active weeks expected within `withinWeeks`: P(alive) × area under the shares.':
    '`withinWeeks` 之内预期的活跃周数：存活概率 × 留存比例曲线下的面积。',
  'By weeks from now: purchases expected in the quarter that begins then, against the quarter from now.':
    '按距今周数：彼时起一个季度的预期购买次数，与自今日起一个季度之比。',
  'How long the relationship has lasted and how much of it is left.':
    '关系已持续多久，以及还剩多少。',
  'Customers that were referred.': '被推荐的客户数。',
  'Of these, not looked at: beyond the latest 100.': '其中未查看的：最近 100 位以外。',
  'Who bought after it and whom nobody else referred later (last touch).':
    '推荐之后购买、且之后未被他人推荐的客户（最后触点）。',
  'As a customer, until a churn horizon of silence.':
    '成为客户以来的月数，至沉默满一个流失期限为止。',
  'Discounted, with saturation.': '折现后，已计饱和。',
  'What the converted customers are worth so far under the name of who brought them: part of their own value, never to be added to it.':
    '已转化客户迄今的价值，记在推荐人名下：属于其自身价值的一部分，绝不可再与之相加。',
  'Word-of-mouth value: worth of the conversions expected within the horizon, all generations, saturation included.':
    '口碑价值：期限内预期转化的价值，含各代与饱和效应。',
  'Of the lifetime value, by recommendation.': '终身价值的系数，按推荐评分。',
  'Lifetime value × loyalty factor + word-of-mouth value: for ranking and rewards. It counts people who have a value of their own, so sums of it mean nothing.':
    '终身价值 × 忠诚系数 + 口碑价值：用于排序与奖励。其中包含自身另有价值的人，因此不可求和。',
  'Indices 0 to 100 from the last answers to the standard question block.':
    '由标准题组的最近回答得出的 0 至 100 指数。',
  'Pinned in the model version; a value at a threshold is high.':
    '固定在模型版本中；等于界限的值归入高。',
  'First month of contribution and mutual value; by default the last twelve.':
    '贡献与双向价值的起始月；默认最近十二个月。',
  'Last month of contribution and mutual value.': '贡献与双向价值的截止月。',
  // Reasons
  'In words, in both languages.': '以中英两种语言表述。',
  'In the unit of the score. The contributions of one score sum to it: lifetime value by sequential substitution from the typical customer, churn risk by shares of its log odds.':
    '以该分值的单位计。同一分值的各项贡献之和等于该分值：终身价值由典型客户逐项替换得出，流失风险按对数几率的份额分摊。',
  'What it rests on; `eventType`, `eventsFrom` and `eventsTo` say which events of the customer to list.':
    '依据；eventType、eventsFrom 与 eventsTo 指明应查看该客户的哪些事件。',
  'The risk, or the tier, as it is.': '当前的风险或等级。',
  'The risk, or the tier, as it would be: what goes with such customers, no promise of an effect.':
    '将会达到的风险或等级：此类客户的通常情形，不保证效果。',
  'Purchase days of the expected value that the tier needs.':
    '达到该等级所需的（预期金额的）购买日数。',
  // Surveys
  'Counts for this perceived value of the customer, or for the intention to buy again (`repurchase`), and not as a score of its type.':
    '计入客户的该项感知价值或再次购买意愿（`repurchase`），而不作为其题型的评分。',
  'A perceived value, or `wallet`: what the customer spends in a year on what we sell, here and elsewhere, in major units of the reporting currency.':
    '某项感知价值，或 `wallet`：客户一年内在我们所售品类上（本店及他处）的支出，以记账币种的主单位计。',
  'Most digits behind the point of an answer.': '答案小数点后的最多位数。',
  'What is counted, shown beside the field.': '计数单位，显示在输入框旁。',
  'The blocks': '题组',
};
