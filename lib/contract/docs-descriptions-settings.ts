/** Chinese for the descriptions of bands, RFM, minimum stay, versions and previews of the scoring settings. */
export const settingsDescriptionsZh: Readonly<Record<string, string>> = {
  // Settings
  'Nobody falls to a lower tier before so many days in the present one; rising is at once. 0: no minimum.':
    '在当前层级停留满此天数之前不会降级；升级立即生效。0 表示无最短停留。',
  'Most frequent first; `daysMax` is the longest mean interval in days.':
    '由高频到低频；`daysMax` 为最长平均间隔天数。',
  'Longer intervals.': '间隔更长者。',
  'A single purchase: there is no interval yet.': '仅一次购买：尚无间隔。',
  'By the mean interval between the own purchases, overall and in each category.':
    '按客户自身购买的平均间隔划分，总体与各品类分别计算。',
  '`total`: net total of all purchases; `purchase_day`: its mean by purchase day. After refunds, in the reporting currency.':
    '`total`：全部购买的净总额；`purchase_day`：每个购买日的平均净额。均已扣除退款，以报告币种计。',
  'Lower amounts.': '金额更低者。',
  'Best first; `from` is the least amount in minor units.':
    '由高到低；`from` 为以最小货币单位表示的金额下限。',
  'Broadest first; `from` is the least number of categories.': '由广到窄；`from` 为品类数的下限。',
  'Fewer categories, none included.': '品类更少者，含没有品类的客户。',
  'By the number of categories bought in.': '按购买过的品类数划分。',
  "Of the customer's revenue in all categories.": '占该客户全部品类收入的比例。',
  'Best first; the first grade whose bounds are both reached holds.':
    '由高到低；取首个两项下限均达到的等级。',
  'Every other category with a purchase.': '其余有购买的品类。',
  'Of each category that the customer buys in.': '客户所购每个品类的等级。',
  'Scores run from 1 to this, best last.': '得分从 1 到此数，越大越好。',
  '`nested`: frequency is cut within each recency score, monetary value within each pair of both.':
    '`nested`：频次在每个近度得分内切分，金额在二者的每种组合内切分。',
  '`together`: equal values get the same score; `split`: bins are kept even, equal values are parted by a fixed hash of the purchase history.':
    '`together`：相同数值得分相同；`split`：保持各组人数均匀，相同数值按购买历史的固定哈希分开。',
  'Least and greatest score, both included; absent: any.':
    '最低与最高得分，均含在内；不提供表示任意。',
  'The first one whose ranges hold is the name.': '取首个各范围均满足的单元作为名称。',
  'Whoever is in none of the cells.': '不属于任何单元的客户。',
  'When it was put in force; null for the settings that a deployment begins with.':
    '生效时刻；部署初始设置为 null。',
  'Subject of the token that put it in force.': '提交该版本的令牌主体。',
  'JSON pointers to what differs from the version before.': '与上一版本不同之处的 JSON 指针。',
  'The settings, or the preview': '设置，或预览',
  // Preview
  'The version in force, which was compared with.': '用于对比的生效版本。',
  '`insufficient_data`: without a model there are neither tiers nor risk.':
    '`insufficient_data`：没有模型时既无层级也无风险。',
  'Looked at, by their stored sums.': '按已存汇总查看的客户数。',
  'Erased or merged, with a purchase that lies ahead, or with broken sums.':
    '已删除或已合并、购买日在未来、或汇总损坏的客户数。',
  'Customers of the shop by its last complete run; null where there was none and the sample is not everybody.':
    '最近一次完整运行时的客户总数；没有此类运行且样本不含全体时为 null。',
  'Everybody was looked at.': '已查看全体客户。',
  'JSON pointers to what differs, by when it takes effect.': '按生效时间列出的差异 JSON 指针。',
  'With the model in use, as the next night would decide.':
    '沿用当前模型，按下一次夜间运行将作出的判定。',
  'With bounds cut again, and churn risk levelled again, under the new settings; the parameters stay those of the model in use.':
    '按新设置重新切分界限并重新校准流失风险的水平；其余参数仍为当前模型的参数。',
  'Classes that the next model may move further than `withNextModel` says: what it learns for another churn horizon, or by another purchase model, is not known before it is fitted.':
    '下一个模型可能使其变动多于 `withNextModel` 所示的分级：针对另一流失期限、或改用另一购买模型所能学到的内容，在拟合之前无从得知。',
  'Estimated for the whole shop from the sample; counted in the sample where `population` is null.':
    '由样本推算至全体客户；`population` 为 null 时为样本内计数。',
  '95 %; null where everybody was looked at.': '95% 区间；已查看全体时为 null。',
  'Of the customers looked at.': '占所查看客户的比例。',
  'Lifetime value that moves with them, minor units, as it is after the change.':
    '随之变动的终身价值（最小货币单位），按变更之后计。',
  'Everybody whose class changes.': '分级发生变化的全部客户。',
  'Ids of customers who move; none where the class stays.': '发生变动的客户编号；分级不变时为空。',
  'The bounds that would hold, best first.': '届时适用的界限，由高到低。',
  // Models
  'Value, and the share of tie numbers that lies below among equal values.':
    '数值，以及在相同数值中位于其下的分配数比例。',
  'One row; nested: one for each recency score, the lowest first.':
    '一行；嵌套时每个近度得分一行，最低者在前。',
  'Net total, minor units. One row; nested: one for each pair of recency and frequency score.':
    '净总额，最小货币单位。一行；嵌套时近度与频次得分的每种组合一行。',
  'Bounds of the amount bands.': '金额带的界限。',
  // Scorecards
  'From this day on the tier may be lost; it may rise at any time.':
    '自此日起层级可能下降；任何时候都可以上升。',
  'Null without a minimum stay in the policy, and for a day in the past, whose tier is decided afresh.':
    '策略未设最短停留，或查询过去某日（层级重新判定）时为 null。',
  'Longest mean interval of the band; null where a second purchase is enough.':
    '该频次带的最长平均间隔；只需第二次购买时为 null。',
  'How many more.': '还差几个。',
  'What is missing to the next better band of each kind; null at the top.':
    '距各类更高一带的差距；已在最高带时为 null。',
  'Id of a band in the scoring policy.': '评分策略中带的编号。',
  'Mean days from one own purchase to the next; null after a single one.':
    '客户自身相邻购买的平均天数；仅一次购买时为 null。',
  'When the next purchase is due by that interval; null without one.':
    '按该间隔推算的下次购买日；没有间隔时为 null。',
  'By purchase days in all categories.': '按全部品类的购买日计。',
  'Minor units, after refunds.': '最小货币单位，已扣除退款。',
  'Share of the main category in the revenue of all.': '主品类占全部收入的比例。',
  'The category with the most revenue; null where no purchase names one.':
    '收入最高的品类；没有任何购买注明品类时为 null。',
  'Null where no purchase names a category.': '没有任何购买注明品类时为 null。',
  'Null in the best tier, and where there is no tier or no value.':
    '已在最高层级，或没有层级或价值时为 null。',
  'Id of a grade in the scoring policy.': '评分策略中等级的编号。',
  'After refunds, minor units.': '已扣除退款，最小货币单位。',
  'Of the revenue in all categories.': '占全部品类收入的比例。',
  'By purchases in this category: two on one day count as two. Null where the days are not known yet.':
    '按该品类的购买笔数计：同日两笔按两笔。日期尚未知时为 null。',
  'Most revenue first. The first 200 categories that the customer bought in: further ones count in the revenue of all, without a grade.':
    '收入最高者在前。限该客户最先购买的 200 个品类；其余品类计入全部收入，不评级。',
  'The scores in a row, recency first (with ten bins parted by `-`).':
    '各得分依次排列，近度在前（十组时以 `-` 分隔）。',
  'Id of the cell in the scoring policy.': '评分策略中单元的编号。',
  'By the bins and cells that the model version pins, 1 is the worst.':
    '按模型版本固定的分组与单元，1 为最差。',
  'No purchase in so many days is churn. Under a definition by gaps it holds until a model has measured them.':
    '这么多天内无购买即为流失。若按间隔定义，则在模型测得间隔之前以此为准。',
  '`days`: no purchase in `horizonDays`. `gaps`: no purchase in the percentile of all gaps between purchase days, measured when a model is fitted and pinned with it, 7 to 1825 days.':
    '`days`：在 `horizonDays` 天内无购买。`gaps`：在全部购买日间隔的该百分位天数内无购买，于模型拟合时测得并随其固定，范围 7 至 1825 天。',
  'A contract that was not renewed so many days after its end is churned.':
    '合约到期后这么多天仍未续约，即为流失。',
};
