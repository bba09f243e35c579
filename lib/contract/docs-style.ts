import { createHash } from 'node:crypto';

/** The page's only style. */
export const docsStyle = `
:root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6678;--line:#d9dee7;--back:#fff;--raised:#f5f7fa;--link:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#9aa5b5;--line:#333b48;--back:#12161d;--raised:#1a202a;--link:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:76rem;font:16px/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink);background:var(--back)}
a{color:var(--link)}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;border-bottom:1px solid var(--line)}
h1{margin:.5rem 0}
h2{margin:2.5rem 0 .75rem;padding-top:.5rem}
h3{margin:0;font-size:1.05rem}
nav ul{columns:20rem;padding-left:1.1rem}
code,.path{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.92em}
code{overflow-wrap:anywhere}
article{margin:1rem 0;padding:1rem 1.1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--raised)}
.path{margin:.15rem 0 .5rem;color:var(--soft);overflow-wrap:anywhere}
.path b{color:var(--ink)}
h4{margin:1rem 0 .25rem;font-size:.85rem;color:var(--soft)}
table{width:100%;border-collapse:collapse;font-size:.92rem}
th,td{padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--line);font-weight:400}
td table{margin:.2rem 0}
.scroll{overflow-x:auto}
em{font-style:normal;font-size:.78rem;color:var(--soft)}
small{color:var(--soft)}
:target{outline:2px solid var(--link);outline-offset:.3rem}
`.trim();

/** Nothing loads, nothing runs, and of styles only this one applies. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(docsStyle)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
