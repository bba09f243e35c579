/**
 * The one style sheet of all hosted pages. Colours are variables so that light and dark differ in one
 * place; every pair of text and ground has 4.5:1 at least, edges of controls 3:1 (WCAG 2.2, 1.4.3,
 * 1.4.11), targets are 44 px high and wide where 320 px allow (2.5.8 asks for 24).
 */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#f2f5f7;--card:#fff;--text:#1b222b;--soft:#4a5563;--edge:#7a8594;--line:#dde3e9;--main:#0a5a8f;--on:#fff;--tint:#e6f1f8;--bad:#a8201a}
@media (prefers-color-scheme:dark){:root{--ground:#10151a;--card:#1a2129;--text:#e8edf2;--soft:#b0bac6;--edge:#7e8a99;--line:#303a45;--main:#84c1ee;--on:#04263d;--tint:#1f3547;--bad:#ffb0a8}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
main{max-width:42rem;margin:0 auto;padding:1.25rem .5rem 4rem}
header{padding:0 .75rem .25rem}
h1{font-size:1.65rem;line-height:1.25;margin:.5rem 0 .75rem;text-wrap:balance}
h2{font-size:1.1rem;margin:0 0 .5rem}
p{margin:0 0 .75rem}
:is(h1,p,li,span,button,textarea,input){unicode-bidi:plaintext}
a{color:var(--main);text-underline-offset:.2em}
nav ul{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:0 1rem;list-style:none;margin:0;padding:0;font-size:.9em}
nav a{display:inline-block;padding:.55rem .25rem}
nav a[aria-current]{color:var(--text);text-decoration:none;font-weight:600}
.intro{white-space:pre-line}
.notice,.kept{color:var(--soft);font-size:.9em;border-inline-start:3px solid var(--main);padding-block:.1rem;padding-inline-start:.75rem}
.kept{color:var(--text)}
.question,.card,.errors{display:block;min-width:0;border:1px solid var(--line);border-radius:.75rem;background:var(--card);margin:0 0 1rem;padding:1rem .75rem 1.1rem}
.card{padding:1.5rem 1.25rem}
legend,.legend{display:block;float:left;width:100%;padding:0;margin:0 0 .6rem;font-weight:600;font-size:inherit;line-height:1.4}
legend+*{clear:both}
.legend{float:none}
.required{color:var(--soft);font-weight:400;font-size:.85em;white-space:nowrap;margin-inline-start:.35em}
.hint,.help{color:var(--soft);font-size:.9em;margin:0 0 .6rem;clear:both}
.help{color:var(--text)}
.if,.guide{font-style:italic}
:lang(zh) :is(.if,.guide){font-style:normal}
.guide{border:1px dashed var(--edge);border-radius:.4rem;padding:.4rem .6rem;clear:both}
.error{color:var(--bad);font-weight:600;margin:0 0 .6rem;clear:both}
.errors{border:2px solid var(--bad)}
.errors ul{margin:0;padding-inline-start:1.25rem}
.errors li{padding:.2rem 0}
.scale,.columns{display:grid;gap:2px;clear:both}
.nps{grid-template-columns:repeat(6,minmax(0,1fr))}
.csat{grid-template-columns:repeat(5,minmax(0,1fr))}
.ces{grid-template-columns:repeat(7,minmax(0,1fr))}
.scale label,.columns label{position:relative;display:block}
.scale input,.columns input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale span,.columns span{display:flex;align-items:center;justify-content:center;min-height:3rem;height:100%;padding:.25rem;border:1px solid var(--edge);border-radius:.5rem;text-align:center;line-height:1.25}
.columns{grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.35rem}
.columns span{justify-content:flex-start;min-height:2.75rem;padding:.35rem .75rem;text-align:start}
.scale input:hover+span,.columns input:hover+span,.choice label:hover,.agree:hover{background:var(--tint)}
.scale input:checked+span,.columns input:checked+span{background:var(--main);border-color:var(--main);color:var(--on);font-weight:600}
.ends{display:flex;justify-content:space-between;gap:1rem;color:var(--soft);font-size:.85em;margin:.4rem 0 0}
.ends span+span{text-align:end}
.choice,.ranks,.matrix{clear:both}
.choice label,.agree{display:flex;align-items:center;gap:.65rem;min-height:2.75rem;padding:.4rem .75rem;border:1px solid var(--edge);border-radius:.5rem;cursor:pointer;margin:0 0 .4rem}
.choice label:has(:checked),.agree:has(:checked){background:var(--tint);border-color:var(--main)}
.choice input,.agree input{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--main)}
.row{padding:.6rem 0;border-top:1px solid var(--line)}
.row:first-child{border-top:0;padding-top:0}
.ranks .row{display:flex;flex-wrap:wrap;gap:.35rem 1rem;align-items:center;justify-content:space-between}
.ranks label{flex:1 1 9rem}
.matrix .row>div:first-child{margin-bottom:.4rem}
.row .error{flex-basis:100%;margin:0}
textarea,select,input:is([type=text],[type=date]){font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:.5rem;min-height:2.75rem;padding:.5rem .65rem;max-width:100%}
textarea{display:block;width:100%;min-height:7rem;resize:vertical}
.short{width:13rem}
.amount{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .6rem}
[aria-invalid]{border-color:var(--bad)!important;border-width:2px!important}
button,.button{display:inline-flex;align-items:center;font:inherit;font-weight:600;color:var(--on);background:var(--main);border:1px solid transparent;border-radius:.5rem;padding:.7rem 1.75rem;min-height:3rem;cursor:pointer;text-decoration:none}
button:hover,.button:hover{text-decoration:underline}
button[aria-disabled]{opacity:.75;cursor:progress}
form>button{margin:.5rem .75rem 0}
:focus{scroll-margin:5rem}
:focus-visible,.scale input:focus-visible+span,.columns input:focus-visible+span{outline:3px solid var(--main);outline-offset:2px}
.away{position:absolute;inset-inline-start:-100vw;width:1px;height:1px;overflow:hidden}
[hidden]{display:none!important}
.numbered{counter-reset:question}
.numbered>.question{counter-increment:question}
.numbered .title::before{content:counter(question) ". ";color:var(--soft);font-weight:400}
.kiosk{font-size:1.25rem}
.kiosk main{max-width:56rem}
.kiosk h1{font-size:2.25rem}
.kiosk :is(.scale,.columns) span{min-height:4.5rem;font-size:1.35rem}
.kiosk :is(.choice label,.agree,textarea,select,input,button,.button){min-height:4rem}
.idle{position:fixed;inset:auto 0 0;margin:0;padding:1.25rem;background:var(--main);color:var(--on);text-align:center}
@media (max-width:22rem){.ces{grid-template-columns:repeat(4,minmax(0,1fr))}}
@media (min-width:24rem){.scale{gap:.35rem}}
@media (min-width:40rem){main{padding:2rem 1rem 4rem}h1{font-size:2rem}.question{padding:1.25rem 1.25rem 1.35rem}header{padding:0 1.25rem .5rem}form>button{margin-inline:1.25rem}.nps{grid-template-columns:repeat(11,minmax(0,1fr))}.matrix .row{display:grid;grid-template-columns:minmax(8rem,2fr) 5fr;gap:.5rem 1rem;align-items:center}.matrix .row>div:first-child{margin:0}.few{grid-template-columns:none;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}.few span{justify-content:center;text-align:center;padding:.35rem}}
@media (forced-colors:active){.scale input:checked+span,.columns input:checked+span{forced-color-adjust:none;background:Highlight;color:HighlightText}}
@media (prefers-reduced-motion:no-preference){.scale span,.columns span,.choice label,.agree{transition:background-color .12s}}
`
  .trim()
  .replaceAll('\n', '');
