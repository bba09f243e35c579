/** Chinese for the descriptions of survey metrics, by their English text. */
export const metricDescriptionsZh: Readonly<Record<string, string>> = {
  'Under 30 answers: the score says little, whatever its interval.':
    '少于 30 份回答：无论区间如何，该分值说明不了多少。',
  'Of the top two boxes.': '高分占比（4 或 5 分）的区间。',
  'Percent of answers 5 to 7: it was easy.': '5 至 7 分（认为轻松）的百分比。',
  'Change in 30 days, in units of the metric; of percentages in points.':
    '每 30 天的变化，以指标自身的单位计；百分比以百分点计。',
  'Test statistic: Student’s t of a mean or NPS (least squares over the answers on their days), z of a share (Cochran-Armitage).':
    '检验统计量：均值与 NPS 为 t（回答对日期的最小二乘），占比为 z（Cochran-Armitage 检验）。',
  'Two-sided.': '双侧。',
  '`none` from p = 0.05 on.': 'p 不小于 0.05 时为 `none`。',
  'Different days, or blocks of days, with answers.': '有回答的不同日期数，或日期块数。',
  'Why there is no trend: under 30 answers, under five days with answers, or all answers alike.':
    '无趋势的原因：回答少于 30 份，有回答的日期少于五天，或回答全部相同。',
  'This window less the one before.': '本时间范围减去上一时间范围。',
  '95 %: of two shares by Newcombe’s score method, of two means by Welch.':
    '95% 区间：两个占比按 Newcombe 得分法，两个均值按 Welch 法。',
  'Answers of the window before.': '上一时间范围的回答数。',
  'With `compare=previous`, of the survey as a whole: against the window of the same length before. Null where either has too few answers.':
    '使用 `compare=previous` 时，问卷整体与之前等长时间范围相比；任一范围回答过少时为 null。',
  'Pairs of an expectation and the experience, of one customer and order.':
    '同一客户、同一订单的期望与体验配对数。',
  'Mean of after − before on 1 to 5; below 0 the experience fell short.':
    '1 至 5 分上“之后 − 之前”的均值；低于 0 表示体验不及期望。',
  'Of the paired t test, 95 %.': '配对 t 检验的 95% 区间。',
  'Cohen’s dz: the mean over the standard deviation of the differences.':
    'Cohen 的 dz：差值的均值除以其标准差。',
  'Of confidential and anonymous surveys: the last finished day. Up to it groups and pairs count; questions count beyond it, into the running day. Answers are shown in blocks of five or more, each from the moment that it is complete, and a window by the whole blocks inside it, so that no difference of answers is made of fewer, at whatever moments they are read. Null where nothing is shielded.':
    '保密与匿名问卷最近一个已结束的日期：分组与配对计到该日为止，各题则继续计入当日。回答按每块至少五份合并，每块凑齐即显示；时间范围只由其中完整的块组成，因此无论何时读取，任何两次结果之差都不会少于五份。不作屏蔽时为 null。',
  'Responses of the window, at once and in every mode: how many took part says nothing about what they answered.':
    '该时间范围内的答卷数，任何模式下均即时计入：参与人数不透露回答内容。',
  'By aspect, from finished days.': '按方面列出，取自已结束的日期。',
  'Value of the dimension; `none` where a response has none, `~other` for small groups together.':
    '该维度的取值；答卷没有取值时为 `none`，小组合并为 `~other`。',
  'Fewer than five answers, or none, in every whole block of the window.':
    '时间范围内每个完整的块中都不足五份回答，或没有回答。',
  'With `by`, the largest first: 200 at most, and as many as one answer has room for (of long surveys); the others as `~other`.':
    '使用 `by` 时按大小排列，最多 200 组，并以一次应答容得下为限（问卷较长时）；其余合并为 `~other`。',
  '`channel`, `language`, `version`, `step`, `hidden:<field id>`; where customers are known also `tier`, `stage`, `activity`, `risk` (as they were when the answer came), and of identified surveys `interviewer`. There are no segments to tell apart by yet: `segment` is refused by name.':
    '`channel`、`language`、`version`、`step`、`hidden:<字段编号>`；已知客户时还有 `tier`、`stage`、`activity`、`risk`（取作答时的值），实名问卷另有 `interviewer`。目前没有可供划分的细分群体：`segment` 会被拒绝并指明。',
  'What the customer says: the mean of the last recommendation × 10 and the last intention to buy again.':
    '客户所说：最近一次推荐分 × 10 与最近一次再次购买意愿的均值。',
  'What the customer does: still there (0.4), repeat purchases (0.2), years (0.15), share of wallet where freshly stated (0.15), referrals (0.1).':
    '客户所做：仍在购买（0.4）、重复购买（0.2）、年数（0.15）、近期自述的钱包份额（0.15）、推荐次数（0.1）。',
  'Stated from 70 by behavioural from 50 (Dick and Basu): `true_loyal` both, `latent_loyal` says so only, `spurious_loyal` does so only, `no_loyalty` neither. Null unless both are known.':
    '自述不低于 70 与行为不低于 50 的组合（Dick 与 Basu）：`true_loyal` 两者皆是，`latent_loyal` 仅自述，`spurious_loyal` 仅行为，`no_loyalty` 皆非。任一未知时为 null。',
  'Both 0 to 100; `missing` says what a null needs.':
    '两项均为 0 至 100；为 null 时 `missing` 说明所缺的数据。',
  'Adds the change against the window of the same length before; needs `from`.':
    '附上与之前等长时间范围相比的变化；需要 `from`。',
  '`run`: nothing was counted by this date; `answer`: nobody gave a score.':
    '`run`：截至该日尚未统计；`answer`：无人评分。',
  'Customers whose ledgers were read.': '读取了流水的客户数。',
  'Of these, with a score within three years.': '其中三年内有评分的客户数。',
  'False: all customers were read.': 'false：读取了全部客户。',
  'Month by month: NPS, percent of top two boxes, mean of ease.':
    '逐月：NPS、高分占比、省力度均值。',
  'NPS of the last answer of each customer in the window (in the series: in the month); all answers of CSAT, ratings outside surveys included, and of CES. Trends over months.':
    'NPS 取每位客户在时间范围内（逐月序列中为当月）的最后一次回答；CSAT（含问卷以外的评分）与 CES 计全部回答。趋势按月检验。',
  'First month.': '起始月份。',
  'Last month.': '截止月份。',
  '`none` where an answer has none; groups beyond 12 are `~other`.':
    '回答没有取值时为 `none`；超过 12 组的合并为 `~other`。',
  'Fewer than five answers.': '回答少于五份。',
  'Answers about ease with a ticket in the 30 days before.': '此前 30 天内有工单的省力度回答数。',
  'From the opening of the ticket to its resolution, or to the answer.':
    '自工单开启至解决，或至作答。',
  'Spearman’s rank correlation of ease and minutes; below 0: who waits finds it harder. Null under ten pairs.':
    '省力度与分钟数的 Spearman 秩相关；低于 0 表示等待越久越费力。不足十对时为 null。',
  'Ease against real waiting, over the last 365 days of the data.':
    '省力度与实际等待的关系，取数据的最后 365 天。',
  'For one customer in one month.': '每位客户每月。',
  '95 %, Poisson (Byar).': '95% 区间，泊松（Byar 近似）。',
  '95 %, exact given the sum; an end without bound is null.':
    '95% 区间，以总数为条件的精确法；无界的一端为 null。',
  'Two-sided, of equal rates.': '双侧，原假设为两率相等。',
  'Answers that were followed for a day or more.': '跟踪了至少一天的回答数。',
  'Stated: percent of the answers.': '自述：占回答的百分比。',
  'Customer-months that were followed.': '跟踪的客户月数。',
  'Observed: customers who referred somebody in that time.': '实际：期间推荐过他人的客户。',
  'Referrals that brought a customer.': '带来了客户的推荐。',
  'Rate of promoters over rate of detractors.': '推荐者的推荐率除以贬损者的推荐率。',
  'First month; eleven months before the last unless said.':
    '起始月份；未指定时为截止月份前第十一个月。',
  'Last month; that of the end of the data unless said.':
    '截止月份；未指定时为数据截止日所在月份。',
  'Tier and stage are those at the time of the answer. Segments do not exist yet: `segment` is refused by name.':
    '层级与阶段取作答时的值。目前没有细分群体：`segment` 会被拒绝并指明。',
  'The satisfaction': '满意度',
  'Stated against observed': '自述与实际的对照',
};
