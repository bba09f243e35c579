/** Chinese for the descriptions of texts, themes and drivers, by their English text. */
export const voiceDescriptionsZh: Readonly<Record<string, string>> = {
  'The themes': '主题',
  'The drivers': '驱动因素',
  'The event whose texts were read.': '其文本被分析的事件。',
  'What its texts say; null of a confidential response.': '文本的情感倾向；保密答卷为 null。',
  'Written in anger; null of a confidential response.': '是否带有愤怒；保密答卷为 null。',
  'Themes that the texts speak of.': '文本谈及的主题。',
  'Null of what was said outside surveys.': '问卷以外的内容为 null。',
  'UTF-16 units into the stored text.': '在所存文本中的起点，以 UTF-16 单元计。',
  'Exclusive.': '不含该位置。',
  'Read from the stored text at this moment: an erased one is not here.':
    '此刻从所存文本读取：已删除的文本不会出现。',
  'Mean of how the texts speak of it, −1 (worst) to 1.':
    '各文本对该主题情感的均值，−1（最差）至 1。',
  'The root cause, or stated reason of leaving, that a complaint about it means.':
    '对该主题的抱怨所对应的根本原因或自述流失原因。',
  'Texts that speak of it.': '谈及该主题的文本数。',
  'Of all texts.': '占全部文本的比例。',
  '95 % by Wilson.': '95% 区间（Wilson）。',
  'Of the texts that speak of it.': '占谈及该主题的文本的比例。',
  'Texts that complain about it, of all texts.': '抱怨该主题的文本占全部文本的比例。',
  'Texts of the window before.': '前一时段的文本数。',
  'In the window before.': '前一时段中的比例。',
  'Two-sided test of equal shares of complaints (pooled, normal approximation); null where nobody complained in either window.':
    '抱怨比例相等的双侧检验（合并方差，正态近似）；两个时段均无抱怨时为 null。',
  'Against the window of the same length before; null without `from`, and where that window is empty, too large to be read or shielded.':
    '与等长的前一时段对照；未给出 `from`，或前一时段为空、过大无法读取、受屏蔽时为 null。',
  'Up to five that say it most clearly. None of confidential surveys, which show no single answer.':
    '至多五句表达最明确的语句。保密问卷不展示任何单份回答，故为空。',
  'False: older answers of the window were not read.': 'false：该时段较早的回答未读取。',
  'Confidential or anonymous: whole weeks (Monday to Sunday) that can no longer change and have five responses or more count, and no group under five is shown.':
    '保密或匿名：只计不再变动且不少于五份答卷的完整周（周一至周日），不展示少于五份的分组。',
  'Texts that were read: 2,000 at most, and a million characters.':
    '读取的文本数：至多 2,000 条、一百万字符。',
  'Names the weights of the sentiment model.': '情感模型权重的名称。',
  'Most spoken of first.': '谈论最多者在前。',
  'Null of a theme.': '主题为 null。',
  'The row of a matrix, the option of a choice, or the theme.': '矩阵的行、单选的选项，或主题。',
  'Of a theme.': '主题的名称。',
  'Standardised: deviations of the outcome for one deviation of the driver, the others held.':
    '标准化系数：其他因素不变时，该因素变动一个标准差，结果变动的标准差数。',
  '95 % by Student’s t.': '95% 区间（t 分布）。',
  'With the others held.': '其他因素不变时。',
  'Part of `rSquared` that is its own: the mean increase over all orders of entry (Lindeman, Merenda and Gold; Shapley). All add up to `rSquared`.':
    '`rSquared` 中归于该因素的部分：按所有进入次序的平均增量（Lindeman、Merenda 与 Gold；Shapley 值）。各因素之和为 `rSquared`。',
  'Variance inflation: 1 where no other says the same.': '方差膨胀因子：与其他因素互不重叠时为 1。',
  'Inflation above 5: rely on the importance, not on the coefficient.':
    '方差膨胀因子大于 5：应看重要性，勿依赖系数。',
  'Mean on its own scale, 0 to 100; null of an option, and of shielded surveys, whose results have the means.':
    '在自身量表上的均值，0 至 100；选项为 null；屏蔽问卷亦为 null，其均值见问卷结果。',
  'Importance against performance, split at the means: `improve` matters and is weak, `keep` matters and is strong, `watch` and `maintain` matter less. Null of an option, and where more of it goes with less of the outcome.':
    '重要性与表现的象限，以均值划分：`improve` 重要而薄弱，`keep` 重要且良好，`watch` 与 `maintain` 较不重要。选项，以及该因素越高结果越低时为 null。',
  'Responses with the outcome and all drivers.': '结果与全部因素均有回答的答卷数。',
  'Responses that these drivers need: ten for each.': '这些因素所需的答卷数：每个因素十份。',
  'Part of the variance of the outcome that the drivers explain.':
    '结果的方差中由各因素解释的部分。',
  'Most important first.': '最重要者在前。',
  'What could not be weighed, and why.': '未能衡量的因素及原因。',
  'Without it, reviews, posts, calls and interviews outside surveys.':
    '未给出时，取问卷以外的评价、帖子、电话与访谈。',
  'As recognised by script, whatever the form was in.': '按文字识别，与问卷所用语言无关。',
  'A question of type nps, csat or ces.': 'nps、csat 或 ces 类型的题目。',
};
