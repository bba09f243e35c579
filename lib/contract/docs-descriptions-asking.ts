/** Chinese for the descriptions of waves, recipients and the settings of asking, by their English text. */
export const askingDescriptionsZh: Readonly<Record<string, string>> = {
  '0 for the question itself, then the number of the reminder.':
    '0 表示首次询问，之后为提醒的序号。',
  'Address that e-mails come from, of the domain that the deployment may send for; absent: the deployment’s own.':
    '发件地址，须属于本部署可发信的域名；不提供则用部署自身的地址。',
  'Addresses that the mail service refused.': '被邮件服务拒绝的地址数。',
  'As the message on the bus names it.': '以总线消息中的值为准。',
  'Business day of the first occurrence.': '首次执行的营业日。',
  'Business days that the event lies before the occurrence.': '事件早于执行日的营业日数。',
  'Code of the mail service.': '邮件服务返回的代码。',
  'Customers that were looked at.': '已查看的客户数。',
  'Days after the question. Only who has not answered is reminded, by the same link, at most as often as the settings allow.':
    '询问之后的天数。仅提醒尚未作答者，使用同一链接，次数不超过设置的上限。',
  'Days from one occurrence to the next; absent: once.': '两次执行之间的天数；不提供表示仅一次。',
  'Days of rest after an answer. Only answers that can be linked count.':
    '作答之后的休息天数。只计可关联到客户的答卷。',
  'Drawn, and in the audience.': '已抽中且属于目标客户。',
  'Drawn, and not yet asked.': '已抽中但尚未询问。',
  'Each is drawn with this probability, apart from all others.': '每位客户独立地以此概率被抽中。',
  'Hidden fields of the survey that go with every link, trusted.':
    '随每个链接携带的问卷隐藏字段，视为可信。',
  'How many are drawn. A fixed hash of wave, occurrence and customer draws, so that no repeat draws anew.':
    '抽取数量。由问卷批次、执行日与客户的固定哈希决定，重复执行不会重新抽取。',
  'It is gone': '已删除',
  'Last business day, inclusive.': '最后一个营业日（含）。',
  'Length of the window in days that ends there; absent: the days between two occurrences, so that every event is asked about once.':
    '以该日为终点的时间窗天数；不提供则为两次执行的间隔，使每个事件恰被询问一次。',
  'Length of the window that is looked back on.': '回看的时间窗长度。',
  'Most questions to one customer, over all surveys and campaigns, in so many days. 0: nobody is asked.':
    '在这些天内，所有问卷与活动合计对同一客户的最多询问次数。0 表示不询问任何人。',
  'Most reminders of one invitation.': '每个邀请的最多提醒次数。',
  'Name that e-mails come from.': '发件人名称。',
  'Null for an anonymous survey: whose link was used is nobody’s business.':
    '匿名问卷为 null：谁用过链接不应为任何人所知。',
  'Of the drawn, or of all for a sample of fixed size: in the audience, and may be asked.':
    '在已抽中者（固定样本量时为全部）中，属于目标客户且可被询问的人数。',
  'Of the eligible: it is quiet where they live, and they would wait.':
    '可询问者中，当地正处于免打扰时段而需顺延的人数。',
  'Of the message; absent: that of the customer’s country.':
    '消息的语言；不提供则用客户所在国家的语言。',
  'Of these: how many the sample would draw.': '其中：样本将抽取的人数。',
  'Of these: in the audience.': '其中：属于目标客户的人数。',
  'Of these: may be asked now.': '其中：现在可询问的人数。',
  'Only customers to whom this happened, such as 3 days after a purchase.':
    '仅限发生过该事件的客户，例如购买三天之后。',
  'Purposes of consent that surveys need. Whoever withdrew one is not asked; unsubscribing withdraws the first.':
    '问卷所需的同意用途。撤回任一项者不会被询问；退订会撤回第一项。',
  'Refuses rows whose customers were asked or answered a short time ago by anything (`asked_recently`), or do not want to be asked (`consent_withdrawn`). Every link counts as a question, guarded or not.':
    '拒绝近期已被询问或刚作答（`asked_recently`）以及不愿被询问（`consent_withdrawn`）的客户。无论是否启用，每个链接都计为一次询问。',
  'Reminders, not customers.': '提醒次数，而非客户数。',
  'So many of those who may be asked, all of them equally likely.':
    '从可询问者中等概率抽取的人数。',
  'Text with {{link}}, and {{name}} if wanted; absent: a standard text in English and Chinese.':
    '正文须含 {{link}}，可含 {{name}}；不提供则用中英文标准文本。',
  'The entity tag.': '实体标签。',
  'The estimate': '估算结果',
  'The fatigue guard. Reminders repeat a question and do not count.':
    '疲劳限制。提醒只是重复同一询问，不计入次数。',
  'The latest that was begun.': '最近一次已开始的执行。',
  'The message': '消息',
  'The personal link. It is a secret.': '个人链接，须保密。',
  'The wave': '问卷批次',
  'Tighter caps of single channels; the common one holds besides.':
    '各渠道更严格的上限；总上限同时有效。',
  'Time of day in the business’s zone.': '营业时区中的时刻。',
  'When nobody is written to. The customer’s own quiet hours win. Times are those of the customer’s country, in all of its zones; of the business where the country is not known. Equal ends: never quiet.':
    '不发送消息的时段。客户自己的免打扰时段优先。以客户所在国家的全部时区为准；国家未知时以营业时区为准。起止相同表示没有免打扰时段。',
  'When the next occurrence begins.': '下一次执行的开始时刻。',
  'When the next step is due.': '下一步的到期时刻。',
  'Whether its customers are still being drawn.': '是否仍在抽取客户。',
  'Whether only those are asked who gave one of them.': '是否仅询问已给予其中一项同意的客户。',
  'Whether those were all; otherwise the first 2,000 of the audience.':
    '是否已查看全部；否则仅为目标客户中的前 2,000 人。',
  'Who agreed to be asked.': '同意接受询问的客户。',
  'Who may be asked; all of it is to be met. Empty: everybody.':
    '可询问的客户，须满足全部条件；为空表示所有客户。',
  'Who was left out, by reason.': '未询问的人数，按原因分列。',
  '`email`: mailed by this suite. `preferred`: by the channel that each customer prefers; what is not e-mail is for a sender of your own. `bus`: everything is.':
    '`email`：由本系统发送邮件。`preferred`：按客户偏好的渠道，非邮件者由自有渠道发送。`bus`：全部由自有渠道发送。',
  '`finished`: no further occurrence comes; reminders may.':
    '`finished`：不再有后续执行，但仍可能有提醒。',
  '`ses`: mailed by this suite; `bus`: for a sender of your own.':
    '`ses`：由本系统发送邮件；`bus`：由自有渠道发送。',
  '`waiting`: due, but it is quiet where the customer lives. Of an anonymous survey nobody is shown as reminded or as having answered.':
    '`waiting`：已到期，但客户所在地处于免打扰时段。匿名问卷不显示任何人是否被提醒或已作答。',
};
