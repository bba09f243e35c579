import { abuseDescriptionsZh } from './docs-descriptions-abuse.ts';
import { askingDescriptionsZh } from './docs-descriptions-asking.ts';
import { feedbackDescriptionsZh } from './docs-descriptions-feedback.ts';
import { formDescriptionsZh } from './docs-descriptions-forms.ts';
import { insightDescriptionsZh } from './docs-descriptions-insights.ts';
import { intakeDescriptionsZh } from './docs-descriptions-intake.ts';
import { metricDescriptionsZh } from './docs-descriptions-metrics.ts';
import { modelDescriptionsZh } from './docs-descriptions-models.ts';
import { recoveryDescriptionsZh } from './docs-descriptions-recovery.ts';
import { settingsDescriptionsZh } from './docs-descriptions-settings.ts';
import { surveyDescriptionsZh } from './docs-descriptions-surveys.ts';
import { valueDescriptionsZh } from './docs-descriptions-value.ts';
import { voiceDescriptionsZh } from './docs-descriptions-voice.ts';
import type { DocsLanguage } from './docs-words.ts';

/**
 * Chinese for the descriptions of members and answers. The OpenAPI document carries the English ones;
 * a test holds that none is without translation.
 */
export const descriptionsZh: Readonly<Record<string, string>> = {
  ...askingDescriptionsZh,
  ...abuseDescriptionsZh,
  ...feedbackDescriptionsZh,
  ...formDescriptionsZh,
  ...intakeDescriptionsZh,
  ...metricDescriptionsZh,
  ...modelDescriptionsZh,
  ...recoveryDescriptionsZh,
  ...settingsDescriptionsZh,
  ...surveyDescriptionsZh,
  'The fixed body of what the gateway answers before any function runs: 401 of its authorizer, its own 413, 429 and 503. The typed client turns it into a problem.':
    '网关在函数运行之前作答时的固定响应体：授权方的 401，以及网关自身的 413、429 和 503。类型化客户端会将其转换为 problem。',
  // Customers
  'Compared without regard to case; unique among customers.': '比较时不区分大小写；客户间唯一。',
  'E.164, with + and country code; unique among customers.':
    'E.164 格式，含 + 和国家代码；客户间唯一。',
  'E.164; the plus sign is written `%2B` (a plain one is understood).':
    'E.164 格式；加号写作 `%2B`（直接写加号也可识别）。',
  'By employees: micro below 10, small below 50, medium below 250, large from there.':
    '按员工人数：micro 少于 10 人，small 少于 50 人，medium 少于 250 人，其余为 large。',
  'Takes an identity of an erased person for a new customer.':
    '允许新客户使用已删除人员的身份标识。',
  'The member by which the customer was found; `nothing` when it is a new one.':
    '据以找到客户的字段；新客户为 `nothing`。',
  'Name of a tier in the scoring policy.': '评分策略中的层级名称。',
  'Written `source:id`.': '写作 `source:id`。',
  'A CustomerUpsert.': '一个 CustomerUpsert。',
  'The customer': '客户',
  'The customer that was there': '已有的客户',
  'A new customer': '新客户',
  'The erasure has begun': '删除已开始',
  'The erasure': '删除记录',
  'Kept as keyed hashes, so that the person stays erased.':
    '以带密钥的哈希保留，确保此人保持已删除状态。',
  'Last answers in the detail of the scorecard.': '评分卡明细中的最近回答。',
  'Stripped of text, identity, and the ids of orders, tickets and subscriptions; amounts stay.':
    '去除文本、身份标识以及订单、工单和订阅的编号；金额保留。',
  'Keyed hash (HMAC-SHA-256) over the keys of all items concerned: it proves which they were and shows none of them.':
    '对所有相关条目的键计算的带密钥哈希（HMAC-SHA-256）：可证明涉及哪些条目，而不暴露其内容。',
  // Events
  "The caller's id, unique per customer. Without it every request is a new event.":
    '调用方的编号，每位客户内唯一。不提供时，每次请求都是一个新事件。',
  'The price reduction that the amount is already net of.': '价格优惠；金额已扣除该优惠。',
  'What the referrer gets for it.': '推荐人因此获得的奖励。',
  'Minutes that were spent on the ticket in this step.': '此步骤在工单上花费的分钟数。',
  'Credited when positive, used up when negative; never 0.': '正数为发放，负数为使用；不为 0。',
  'What the credited points are worth to the customer.': '所发放积分对客户的价值。',
  'The last business day that is paid for.': '已付费的最后一个营业日。',
  'The referral in the events of the referrer.': '推荐人事件中的推荐记录。',
  'An instant in UTC, at most 24 hours ahead of now.': 'UTC 时刻，最多比当前晚 24 小时。',
  'Minor units (cents, fen).': '最小货币单位（分）。',
  'ISO 4217.': 'ISO 4217 币种代码。',
  'Reporting currency per unit of this one, as a decimal string (or a number, taken as it is written shortest). Needed in any other currency.':
    '每单位该币种折合的报告币种，以十进制字符串表示（也可为数字，按其最短写法取值）。使用其他币种时必填。',
  'A NewEvent.': '一个 NewEvent。',
  'The business day that it counts for.': '所计入的营业日。',
  'The void that took it back.': '将其作废的事件。',
  'As it was given, with the rate used.': '原始金额及所用汇率。',
  'It was recorded before: the first receipt': '此前已记录：首次回执',
  'It is recorded': '已记录',
  // Surveys
  'BCP 47, such as en, zh or zh-Hans.': 'BCP 47 语言标签，例如 en、zh 或 zh-Hans。',
  'Text by language tag, for example {"en": "…", "zh": "…"}.':
    '按语言标签给出的文字，例如 {"en": "…", "zh": "…"}。',
  'Origins of web pages that may post answers from a script.':
    '允许网页脚本提交答卷的来源（origin）。',
  'Counts the changes; the entity tag.': '变更计数；即实体标签。',
  'Number of the published definition, which every response names.':
    '已发布问卷定义的编号，每份答卷均注明。',
  'The secret of a personal link.': '个人链接的密钥。',
  'The secret of the link. It is not stored.': '链接的密钥，不作存储。',
  'The personal link to the hosted form.': '指向托管问卷页面的个人链接。',
  'From then on the links are refused.': '自该时刻起链接失效。',
  'Like both ids absent where the survey is anonymous.': '匿名问卷中与两个编号一样不出现。',
  'First business day.': '起始营业日。',
  'Last business day.': '截止营业日。',
  'How many answered the question.': '回答该题的人数。',
  'Low and high end, 95 %.': '95% 区间的下限与上限。',
  'The draft': '草稿',
  'The survey': '问卷',
  'The results': '结果',
  'The page': '页面',
  'The response is recorded': '答卷已记录',
  'This link was used: the first receipt': '此链接已使用：首次回执',
  'The answers have arrived': '答案已收到',
  'Nothing was answered yet: the form': '尚未作答：转到问卷页面',
  // Scorecards
  '`insufficient_data` where there is no purchase or no usable model: `missing` says what for.':
    '没有购买记录或没有可用模型时为 `insufficient_data`：`missing` 说明缺少什么。',
  '`margin`: after costs, where every purchase carries one; else `revenue`. Both after refunds.':
    '`margin`：每笔购买均有成本时为扣除成本后的金额；否则为 `revenue`。二者均已扣除退款。',
  'The last twelve calendar months, the running one included; not annualised.':
    '最近十二个自然月（含当月），未年化。',
  'Minor units: the middle 80 % of what this customer may bring in the horizon, by the predictive distribution of purchases and spend. Uncertainty of the fitted parameters is not in it.':
    '最小货币单位：按购买与消费的预测分布，该客户在期限内可能带来价值的中间 80%。不含拟合参数的不确定性。',
  'Per 52 weeks, applied at the end of each step.': '按 52 周计，在每一步末应用。',
  'Purchase days from now on, at the expected spend, that would lift the value there.':
    '自现在起，按预期消费需要多少个购买日才能达到该价值。',
  'P(no purchase in the horizon); of a contract, P(it ends in it unrenewed).':
    '期限内无购买的概率；有合约者为合约在期限内到期且未续约的概率。',
  'Latent; not shown where the model takes a single purchase for proof.':
    '潜变量；当模型把单次购买视为活跃证明时不显示。',
  'The scorecard': '评分卡',
  // Runs and models
  'Inclusive business date; yesterday unless said. An earlier one only reports.':
    '营业日（含当日）；未指定时为昨日。更早的日期只出报告。',
  'Reports what would change.': '仅报告将发生的变化。',
  'Purchases after the as-of date; erased or merged.': '基准日之后才有购买；已删除或已合并。',
  'Differing and repaired are counted by a rebuild.': '差异数与修复数由 rebuild 统计。',
  'A class, or the value bucket that lists are sorted by, is not what was stored.':
    '某一分级或用于列表排序的价值分桶与已存值不同的客户数。',
  'Of these, stored: none where the run only reports.': '其中已写入的数量；只出报告的运行为零。',
  'Of the checkpoints so far. A run of kind `fit` scores nobody.':
    '截至目前检查点的计数。类型为 `fit` 的运行不为任何客户评分。',
  'Null until the run has ended, and for a run of kind `fit`: what became of the model stands in `fit`.':
    '运行结束前为 null；类型为 `fit` 的运行始终为 null，模型的结果见 `fit`。',
  'Why, and how much data there was where it is too little.': '原因；数据不足时说明有多少数据。',
  'Customers with a value: a purchase and a model.': '有价值的客户：既有购买又有模型。',
  'Customers in each class as of the date; `none` stands for no class.':
    '截至该日各分级的客户数；`none` 表示无分级。',
  'From class to class, unchanged ones included.': '分级之间的迁移，含未变化的客户。',
  '`boundary`: the likelihood rises towards a limit of the model; `not_identified`: the data do not determine the parameters, nothing is published.':
    '`boundary`：似然向模型的极限上升；`not_identified`：数据不足以确定参数，不予发布。',
  'Major units; stands in for the population mean where q <= 1 and there is none.':
    '主货币单位；当 q <= 1、总体均值不存在时用以代替。',
  'Median of tx / T among repeat buyers.': '重复购买者 tx / T 的中位数。',
  'The correlation of spend and frequency is above 0.3: lifetime value is then biased.':
    '消费额与购买频次的相关系数高于 0.3：此时终身价值有偏差。',
  'Why it was promoted, or was not.': '启用或未启用的原因。',
  'The run that fitted it.': '拟合该模型的运行。',
  'One model is `active` at a time: the latest promoted one. Earlier ones still score the dates up to which they were the latest.':
    '同一时间只有一个模型为 `active`：最近启用的那个。较早的模型仍用于其作为最新模型时的日期。',
  'The run, queued': '已排队的运行',
  'The run': '运行',
  'The model': '模型',
  // Settings
  'Best first; each takes its share of the customers who have bought.':
    '由高到低；每级取已购客户中的相应比例。',
  'The tier of everybody else.': '其余客户的层级。',
  'Best first; `from` is the least CLV in minor units of the currency.':
    '由高到低；`from` 为以最小货币单位表示的 CLV 下限。',
  'By quantile: cut when a model is fitted, and pinned with it.':
    '按分位：在拟合模型时切分，并随模型固定。',
  'Relative margin at tier bounds.': '层级界限处的相对缓冲。',
  'Multiple of 4.': '4 的倍数。',
  'For 52 weeks; applied at the end of each step of 4 weeks.':
    '按 52 周计；在每 4 周一步的末尾应用。',
  'Contribution margin over revenue; null gives lifetime value as revenue.':
    '边际贡献占收入的比例；null 表示终身价值按收入计。',
  'Takes effect with the next model version.': '随下一个模型版本生效。',
  'Absolute margin at band bounds.': '风险带界限处的绝对缓冲。',
  'Days from the first purchase.': '自首次购买起的天数。',
  'Multiples of the own expected interval.': '客户自身预期购买间隔的倍数。',
  'Never earlier than this.': '不早于此天数。',
  'Counts up with each change; also the ETag.': '每次变更加一；亦为 ETag。',
  'The settings': '设置',
  ...insightDescriptionsZh,
  ...valueDescriptionsZh,
  ...voiceDescriptionsZh,
  // Everywhere
  'RFC 6901 into the body, `?name` for a query parameter, `:name` for a part of the path.':
    '请求体内为 RFC 6901 指针，查询参数为 `?name`，路径部分为 `:name`。',
  'Where the code is described.': '该代码的说明所在。',
  'Stable name of the failure: match on this.': '错误的固定名称：请据此判断。',
  'The status that the row would have had by itself.': '该行单独请求时的状态码。',
  'A result for each item': '每一项的结果',
  'A result for each row': '每一行的结果',
  'One page': '一页',
  'A page': '一页',
  'The document': '文档',
  'It does': '在线',
};

/** A description of the contract in the page's language. */
export const describeIn = (text: string, language: DocsLanguage): string =>
  language === 'zh' ? (descriptionsZh[text] ?? text) : text;
