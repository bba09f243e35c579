/** Chinese for the descriptions of quarantine, limits and what protects open surveys. */
export const abuseDescriptionsZh: Readonly<Record<string, string>> = {
  'Limits of answers without a personal link, where the usual ones do not fit.':
    '无个人链接答卷的限额，在默认值不适用时设置。',
  'Open answers that are taken in an hour, 30000 without; above it 429.':
    '每小时接收的公开答卷数，未设置时为 30000；超出返回 429。',
  'Open answers from one network (/24, /48) in ten minutes, 3000 without; above it they wait in quarantine, above four times as many 429. Raise it before asking thousands of people behind one address at once.':
    '同一网络（/24、/48）十分钟内的公开答卷数，未设置时为 3000；超出的进入隔离区，超出四倍返回 429。若要同时询问同一出口地址后的数千人，请事先调高。',
  'The id under which it is recorded when it is released.': '放行后入账所用的编号。',
  'The business day on which it came.': '提交时的营业日。',
  'The last day on which it can be released: 30 days after its own.':
    '可放行的最后一天：提交日之后 30 天。',
  'All that spoke against it. `form_token_…`: the hosted form was not loaded, or less than 2 seconds or more than 48 hours before; `network_flood`: its network sent more than its share; `repeated_content`: the same texts came from one network 20 times in an hour.':
    '全部可疑之处。`form_token_…`：未加载托管表单，或加载后不足 2 秒、超过 48 小时；`network_flood`：该网络提交过多；`repeated_content`：同一网络一小时内提交相同文字达 20 次。',
  'By question id; null where the survey is confidential.': '按题目编号；保密问卷为 null。',
  'Like the next two of identified surveys only.': '与后两项一样，仅实名问卷才有。',
  'Responses of the window that wait in quarantine and count nowhere else; 10,000 stands for that many or more. Those of more than 30 days ago are deleted.':
    '时间范围内处于隔离区、未计入其他数字的答卷数；10,000 表示达到或超过该数。30 天以前的已删除。',
  'The decision': '处理结果',
  'The token of a hosted form, where one sends the answers. One that is wrong is a reason for quarantine; none is not.':
    '托管表单的令牌，由托管表单提交答案时使用。令牌有误会使答卷进入隔离区，没有令牌则不会。',
  'For web pages that want a trap for programs: the value of a field that nobody sees. What fills it in waits in quarantine.':
    '供网页设置陷阱字段：该字段对人不可见，填写了它的答卷进入隔离区。',
};
