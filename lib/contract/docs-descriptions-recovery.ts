/** Chinese for the descriptions of recovery cases, by their English text. */
export const recoveryDescriptionsZh: Readonly<Record<string, string>> = {
  'Words about the case. An erasure of the customer removes them.':
    '关于个案的文字。删除该客户的个人信息时一并删除。',
  'Of reviews, mentions and interviews. What is older than 30 days when it is recorded opens no case.':
    '针对评价、提及与访谈。收录时已超过 30 天的内容不会建立个案。',
  'Scores up to these open a case; null: that score never does.':
    '不高于该值的分数会建立个案；null 表示该分数不触发。',
  'Where the tier has no row of its own, or there is none.':
    '该等级没有单独设置或客户没有等级时使用。',
  'By value tier.': '按价值等级。',
  'Subjects of the staff who take cases; of several each gets an even share. Nobody: the case waits without owner.':
    '处理个案的员工（令牌主体）；多人时平均分配；无人时个案暂无负责人。',
  'An open identified survey that asks whether it is better now, by personal link when a case is resolved. Its first recommendation, satisfaction or ease score decides: above the trigger the customer is recovered, otherwise the case opens again. Null: staff close cases.':
    '个案解决时通过个人链接询问情况是否好转的开放实名问卷。以其首个推荐、满意或省力分数为准：高于触发值即已挽回，否则个案重新打开。null 表示由员工关闭个案。',
  '`email`: mailed by this suite. `preferred`: by the channel that the customer prefers; what is not e-mail is for a sender of your own. `bus`: everything is. `by_hand`: staff bring the link. Whoever withdrew consent or cannot be reached is left to staff in any case; quiet hours are kept, the fatigue guard has no say.':
    '`email`：由本系统发送电子邮件。`preferred`：使用客户偏好的渠道，非电子邮件的由自有发送渠道负责。`bus`：全部由自有发送渠道负责。`by_hand`：由员工转交链接。已撤回同意或无法联系的客户一律交由员工处理；遵守免打扰时段，不受疲劳限制。',
  'How it reaches the customer: mailed by this suite, brought by a sender of your own on the bus, or by staff.':
    '送达客户的方式：由本系统发送电子邮件、由总线上的自有发送渠道送达，或由员工转交。',
  'Why staff bring the link; null where a message does. `chosen`: the settings say so.':
    '由员工转交链接的原因；由消息送达时为 null。`chosen` 表示设置如此。',
  'When the message leaves: at the end of the customer’s quiet hours where it is quiet. Null where staff bring the link.':
    '消息的发出时间：处于客户的免打扰时段时为该时段结束之时。由员工转交链接时为 null。',
  'What asks: an occurrence of a wave, or the follow-up of a recovery case.':
    '询问的来源：某一问卷批次的一次执行，或挽回个案的回访。',
  'Date of the wave’s occurrence.': '问卷批次的执行日期。',
  'From the signal to the first contact.': '从信号出现到首次联系。',
  'From the first contact to the resolution.': '从首次联系到解决。',
  'Value tier when the case was opened.': '个案建立时的价值等级。',
  'Subject of the one who takes care of it.': '负责人（令牌主体）。',
  'Until when the next step is due: the first contact, then the resolution.':
    '下一步的到期时间：先是首次联系，然后是解决。',
  'Event in the customer’s ledger that says it.': '客户流水中表达该信号的事件。',
  'What it was opened for, and what came after.': '建立个案的原因及之后出现的信号。',
  'What went wrong.': '问题所在。',
  'The personal link, in the answer that asked and wherever cases are read one by one.':
    '个人链接，仅在发起回访的应答与读取单个个案时给出。',
  'In the answers of single cases only: the latest 200.':
    '仅在单个个案的应答中给出，取最近 200 条。',
  'Whether the customer was reached.': '是否联系上客户。',
  'False where the window has more cases than are read at a time (5,000), or more than 10,000 are under way: then those due first are looked at.':
    '该时间范围内的个案多于一次读取的上限（5,000），或进行中的个案多于 10,000 个（此时只看最先到期的）时为 false。',
  'Of the cases closed as recovered or not.': '占以已挽回或未挽回关闭的个案的比例。',
  'Opened by mistake: these are in no share and in no time below.':
    '误建的个案数：不计入以下任何比例与用时。',
  '`withdrawn`: it should never have been opened, because the words were another’s or were taken back. It needs no root cause and closes a case in any state.':
    '`withdrawn`（撤销）：本不应建立的个案，例如言论属于他人或已收回。不需要根本原因，任何状态下均可用于关闭个案。',
  'Of the cases with a first contact, or whose first contact is overdue.':
    '占已首次联系或首次联系已逾期的个案的比例。',
  'Percent.': '百分比。',
  '95 %, Wilson.': '95% 区间，Wilson 法。',
  'Minutes: median and 90th percentile, nearest rank.': '分钟：中位数与第 90 百分位（最近秩）。',
  'Of one owner; `me` stands for the caller, `none` for nobody.':
    '某位负责人的个案；`me` 指调用者本人，`none` 指无负责人。',
  'Past their due time only.': '仅限已逾期的。',
  'The case': '个案',
  'Codes with names': '代码与名称',
  'What became of them': '挽回结果',
};
