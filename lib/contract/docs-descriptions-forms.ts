/** Chinese for the descriptions of hosted forms and signed open links. */
export const formDescriptionsZh: Readonly<Record<string, string>> = {
  'The form with what was entered, in another language': '另一种语言的表单，保留已填写的内容',
  'The same address without what others appended to it': '去掉他人附加参数后的同一地址',
  'A form, sent by a browser that asks for a page: to the thanks':
    '由浏览器提交并要求网页的表单：转到致谢页',
  'Appended by others on the way; answered with the address without it.':
    '链接转发途中由他人附加；返回去掉它的地址。',
  'Language of the page.': '页面语言。',
  'Signed value of an open link: channel and trusted hidden values.':
    '公开链接的签名值：渠道与可信的隐藏值。',
  'Values of hidden fields that are not trusted, as `name=value` pairs joined by `&`, percent-encoded as a whole.':
    '不可信隐藏字段的值：以 `&` 连接的 `名称=值`，整体进行百分号编码。',
  '`qr`: a visitor’s own phone. `kiosk`: a screen that starts again after each visitor.':
    '`qr`：访客自己的手机。`kiosk`：每位访客之后自动重新开始的屏幕。',
  'Values of hidden fields, trusted ones included, such as the shop.':
    '隐藏字段的值，包括可信字段，例如门店。',
  'The link is refused from then on; without it until the survey closes.':
    '此后该链接不再有效；不填则有效至问卷结束。',
  'The signed value; it is not stored.': '签名值；不会保存。',
  'The address of the hosted form with it.': '带有该值的问卷页面地址。',
  'The QR code of the address as SVG.': '该地址的二维码（SVG）。',
};
