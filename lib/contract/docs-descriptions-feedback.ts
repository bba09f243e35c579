/** Chinese for the descriptions of feedback outside surveys: reviews, social posts, interviews and calls. */
export const feedbackDescriptionsZh: Readonly<Record<string, string>> = {
  // Events
  'Where the customer said it.': '客户在何处表达。',
  'Satisfaction from 1 to 5, halves allowed: counts like the answer to a satisfaction question. At least one of rating and text.':
    '满意度，1 至 5，可取半分：与满意度题的答案同等计入。rating 与 text 至少填写一项。',
  'Satisfaction from 1 to 5.': '满意度，1 至 5。',
  'The platform that it was written on.': '发布该内容的平台。',
  // Items
  'Rescaled to 1 to 5 on a line: 1 + 4 (value − min) / (max − min), to six decimals.':
    '线性换算为 1 至 5：1 + 4 ×（value − min）÷（max − min），保留六位小数。',
  'The worst that the platform knows.': '平台的最低分。',
  'The best that the platform knows.': '平台的最高分。',
  'The name on the platform.': '平台上的账号名。',
  'Id of the author at the source: compared with external ids of customers.':
    '作者在来源处的编号：与客户的外部编号比对。',
  'The platform or system, such as `dianping`.': '平台或系统，例如 `dianping`。',
  'Id of the item at the source: taken once.': '该条内容在来源处的编号：只收录一次。',
  'Where the source knows who it was.': '来源已知客户时填写。',
  'E-mail, phone and external id are compared and never stored; name, handle and city are kept until a match.':
    '邮箱、电话与外部编号仅用于比对，从不存储；姓名、账号与城市保留至匹配为止。',
  'An order that it is about: evidence where names are alike.': '所涉订单：姓名相近时作为佐证。',
  'What it rests on.': '依据。',
  'The furthest that was done with it: ignored, replied, matched, or nothing yet.':
    '处理进度：已忽略、已回复、已匹配，或尚未处理。',
  'Counts what its author made of it.': '作者修改的次数，自 1 起。',
  'The rating on 1 to 5.': '换算为 1 至 5 的评分。',
  'Empty once it is matched or ignored.': '匹配或忽略之后为空。',
  'The item with the same words of the same author, which is counted in its place.':
    '同一作者相同文字的那一条，由它代为计入。',
  'Null where nobody was asked.': '自动匹配时为 null。',
  'Its entry in the events of the customer; a copy has none.': '在该客户事件中的条目；副本没有。',
  'Who may have said it, from a confidence of 0.5 on: for a person to decide.':
    '可能的客户，置信度 0.5 起：由人工决定。',
  'What it said before its author changed it: the latest ten.': '作者修改前的内容：最近十次。',
  'Who answers for replies.': '回复的负责人。',
  'The author was erased: only counts are left.': '作者已被删除：只保留计数。',
  'Owed a reply that was not given, in time still or not.': '应回复而尚未回复，无论是否逾期。',
  'When it was given; now without it.': '回复时间；不填则为当前时间。',
  // Interviews
  'Of a link for staff who ask the customer.': '供员工询问客户的链接才有。',
  'In person or on the phone.': '当面或电话。',
  'Minutes for which the link is good.': '链接的有效分钟数。',
  'Trusted values of hidden fields that its response carries, and others.':
    '答卷携带的隐藏字段值，包括受信任的字段。',
  'Address of the form, with words for the interviewer beside the questions.':
    '表单地址，题旁附有给访谈员的话。',
  'Subject of the token that asked for the links.': '请求链接的令牌主体。',
  'Null for fewer than five responses.': '不足五份答卷时为 null。',
  'By question id: those that ask for a rating.': '按题目编号：仅评分题。',
  'Answers of all interviewers.': '全部访谈员的答案数。',
  'Share of the variance of answers that lies between interviewers: ICC(1) of a one-way random effects analysis of variance (Shrout and Fleiss 1979). Below zero where they differ less than chance would make them.':
    '答案方差中归于访谈员之间的份额：单因素随机效应方差分析的 ICC(1)（Shrout 与 Fleiss 1979）。差异小于随机水平时为负。',
  'How much more the variance of the mean is than that of as many independent answers: 1 + (m − 1) ICC, with m the mean workload weighted by itself (Kish 1965); 1 where ICC is not above zero.':
    '均值方差相对于同样数量独立答案的倍数：1 +（m − 1）ICC，m 为按自身加权的平均工作量（Kish 1965）；ICC 不大于零时为 1。',
  'F = mean square between / mean square within, and the chance of one as large where interviewers make no difference.':
    'F = 组间均方 / 组内均方，以及访谈员毫无影响时出现同样大的 F 的概率。',
  'The item': '该条反馈',
  'The figures': '统计结果',
  'The link': '链接',
  'The report': '报告',
  // Settings
  'Hours from the arrival; null where no reply is owed.': '自到达起的小时数；无需回复时为 null。',
  'By channel and rating on 1 to 5: low up to 2.5, high from 4, middle between, unrated without one.':
    '按渠道与 1 至 5 的评分：low 至 2.5 分，high 自 4 分起，其间为 middle，无评分为 unrated。',
  'Older items (by their own instant, when they arrive) are owed no reply.':
    '到达时早于此天数的内容无需回复。',
  // Insights
  'Items, without copies.': '条数，不含副本。',
  'Of the ratings, on 1 to 5.': '评分均值，1 至 5。',
  '95 %, by Student’s t; null for fewer than two ratings.':
    '95% 区间，按 t 分布；评分不足两个时为 null。',
  'Percent of ratings from 4 on.': '4 分及以上的百分比。',
  '95 %, by Wilson.': '95% 区间，按 Wilson。',
  'Replies that were owed, given or overdue.': '应回复数：已回复或已逾期。',
  'Percent of those that came in time.': '其中按时回复的百分比。',
  'From arrival to reply.': '自到达至回复。',
  'False where the window has more than 20,000 items: the latest are reported.':
    '时间范围内超过 20,000 条时为 false：只统计最近的。',
};
