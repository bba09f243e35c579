/** Chinese for the descriptions of survey definitions, their versions and the answers to them. */
export const surveyDescriptionsZh: Readonly<Record<string, string>> = {
  'Id of an earlier question.': '较前题目的编号。',
  'Id of a hidden field.': '隐藏字段的编号。',
  'Asked only where this holds of earlier answers; without it always.':
    '仅当此前的答案满足该条件时才提问；未设置则始终提问。',
  'Shown above the questions.': '显示在题目上方。',
  'Shown once the answers have arrived.': '提交后显示。',
  'Shown below the question.': '显示在题目下方。',
  'Words for the interviewer; visitors never see them.': '给访谈员的提示，作答者不可见。',
  'Step of the customer journey that the question is about, such as `delivery`.':
    '题目所涉及的客户旅程环节，例如 `delivery`。',
  'Step of the customer journey that all questions without one of their own are about.':
    '未单独指定环节的题目所属的客户旅程环节。',
  'The expectation gap of an aspect is the mean of after − before over pairs of one customer and order.':
    '某方面的期望落差：同一客户、同一订单成对答案中（事后 − 事前）的均值。',
  'How many options to put in order; all of them without it.':
    '需要排序的选项个数；未设置则为全部。',
  'Taken from inside a signature only (invitation, signed open link, interview); a visitor cannot set it.':
    '仅取自签名内容（邀请、已签名的公开链接、访谈），访客无法自行设置。',
  'Which responses count; without it all of them.': '计入配额的答卷；未设置则为全部。',
  '`refuse`: 409 `quota_full`, and a personal link stays unused. `screen_out`: the visitor is thanked, the link is used, the answers are not kept.':
    '`refuse`：返回 409 `quota_full`，个人链接仍可使用。`screen_out`：向访客致谢，链接视为已用，不保留答案。',
  'How long a completed response may be changed by whoever holds its resume token.':
    '已提交的答卷可由持有续答令牌者修改的时长。',
  'What superseded versions asked, as far as results count it.':
    '已被取代的版本所提的题目，仅含统计结果所需的部分。',
  'When the version in force was published, if it is a revision.': '当前版本为修订稿时的启用时刻。',
  'By question id: a number, an option id or several (ranked ones first place first), a date, consent, the column id of each row, or a text (null once erased).':
    '按题目编号：数字、一个或多个选项编号（排序题按名次排列）、日期、是否同意、各行所选列的编号，或文本（删除后为 null）。',
  'By question id: a whole number on the scale of the question or a number in its range, an option id, a list of option ids (a ranking: first place first), column ids by row id, a date, true or false for a consent, or a text.':
    '按题目编号：题目量表上的整数或其范围内的数字、选项编号、选项编号列表（排序题按名次排列）、以行编号为键的列编号、日期、同意题的 true 或 false，或文本。',
  'How often it was given a place.': '获得名次的次数。',
  'Of those places; 1 is the first.': '所获名次的均值，1 为第一。',
  'How often it came first.': '列为第一的次数。',
  'Percent of those who answered.': '占作答者的百分比。',
  'Counts the writes of the revision; its entity tag.': '修订稿的写入次数，即其实体标签。',
  'Null of the version in force.': '当前版本为 null。',
  'The revision': '修订稿',
  'The revision that was begun': '新建的修订稿',
  'It is dropped': '已放弃',
  'The version': '该版本',
};
