/** Chinese for the descriptions of taking responses: partial ones, changes, credentials, invitations, link keys. */
export const intakeDescriptionsZh: Readonly<Record<string, string>> = {
  // Responses
  'Like `channel`, `hidden`, `classes` and `interviewer` absent where the survey is anonymous: a rare one would tell a row apart, and results by them are shielded.':
    '与 `channel`、`hidden`、`classes`、`interviewer` 一样，匿名问卷中不出现：少见的取值会使某一行可被辨认，按其分组的结果也设有屏蔽。',
  'The business day that it counts on; of one that waited in quarantine that of its release.':
    '计入结果的营业日；曾被隔离的为放行当日。',
  'How it came in.': '答卷渠道。',
  'Values of hidden fields.': '隐藏字段的值。',
  'Classes of the customer when the answer came.': '作答时客户的分级。',
  'Subject of the staff member who wrote it down.': '记录该答卷的员工标识。',
  'Counts the changes within the edit window, from 1.': '在可修改期内的修改次数，从 1 开始。',
  'By id of hidden fields; trusted ones are taken from a signature only.':
    '按隐藏字段编号；可信字段只取自签名。',
  'The right to one anonymous response (RFC 9474): the prepared message with our unblinded signature.':
    '一份匿名答卷的作答凭证（RFC 9474）：备好的消息及去盲后的签名。',
  'False begins a response that may still grow: it is not in the results.':
    'false 表示先开始作答、之后继续，不计入结果。',
  'The secret that came with the response.': '随答卷返回的续答令牌。',
  'A merge patch (RFC 7396): null removes an answer, absent keeps it.':
    '合并补丁（RFC 7396）：null 删除答案，缺省保持不变。',
  'True sends what was begun. Of a complete response it changes nothing.':
    'true 表示提交已开始的答卷；对已完成的答卷无影响。',
  'The revision that was seen: 412 where another change came first.':
    '所见的修订号：若已有其他修改则返回 412。',
  'Proof of the response, the same for every repeat; absent before it is complete.':
    '作答凭据，每次重复均相同；完成之前没有。',
  'Null of a response that was begun. Absent where the survey is anonymous, like `id` unless it may be changed: either would lead to the answers.':
    '已开始而未完成的答卷为 null。匿名问卷没有此项；`id` 亦然，除非答卷可以修改：二者都会指向答案。',
  'The secret by which the response may be gone on with or changed. Of an anonymous response it comes once.':
    '用于继续或修改答卷的令牌。匿名答卷只给出一次。',
  'Counts the changes, from 1.': '修改次数，从 1 开始。',
  'Enough of such responses have come in: the link is used, no answer is kept.':
    '此类答卷已收满：链接视为已用，不保留任何答案。',
  'The response as it is now': '答卷的现状',
  'For scripts of other web pages: the survey whose allowed origins count.':
    '供其他网页的脚本使用：以该问卷允许的来源为准。',
  'The blinded message, as long as the modulus, in base64url.':
    '盲化消息，与模数等长，base64url 编码。',
  'The blind signature': '盲签名',
  // Invitations
  'Values of hidden fields that every response carries, trusted ones too.':
    '每份答卷所带的隐藏字段值，可信字段亦可。',
  'The invitation': '邀请',
  'It is revoked': '已撤销',
  '`active` of an anonymous survey: usable, or used; nobody is told which.':
    '匿名问卷为 `active`：可用或已用，不予区分。',
  'Trusted values of hidden fields that its response carries.': '其答卷所带的可信隐藏字段值。',
  'Of identified and confidential surveys, once it was used for a response.':
    '实名与保密问卷，用于作答之后才有。',
  'Of identified surveys.': '仅实名问卷。',
  // Link keys
  'The generations': '各代密钥',
  'The generation that signs new links.': '签发新链接的一代。',
  'Stands in front of every link: `v1.…`.': '写在每个链接之首：`v1.…`。',
  'Null of the first, which came with the deployment.': '第一代随部署产生，为 null。',
};
