import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';

const style = `
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:#f5f6f8;color:#1b1f24;font:1.0625rem/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.1rem;margin:0 0 .5rem}
fieldset,.text{border:1px solid #c9ced6;border-radius:.5rem;background:#fff;margin:0 0 1.25rem;padding:1rem}
legend,.text>label{font-weight:600;padding:0 .25rem}
.text>label{display:block;padding:0;margin-bottom:.5rem}
.scale{display:flex;flex-wrap:wrap;gap:.4rem}
.scale label,.choice label{display:flex;align-items:center;gap:.4rem;min-height:2.75rem;padding:.25rem .6rem;border:1px solid #8a929e;border-radius:.4rem;cursor:pointer}
.choice label{margin-bottom:.4rem}
input{width:1.15rem;height:1.15rem;accent-color:#0b5cad;margin:0}
textarea,input[type=number]{width:100%;height:auto;min-height:2.75rem;padding:.5rem;font:inherit;border:1px solid #8a929e;border-radius:.4rem}
textarea{min-height:7rem}
button{font:inherit;font-weight:600;color:#fff;background:#0b5cad;border:0;border-radius:.4rem;padding:.75rem 1.5rem;min-height:2.75rem;cursor:pointer}
a{color:#0b5cad}
:focus-visible{outline:3px solid #0b5cad;outline-offset:2px}
.hint,.required{color:#4a525d;font-weight:400;font-size:.95rem}
.hint{margin:.25rem 0 .6rem}
.errors{border:2px solid #b3261e;border-radius:.5rem;background:#fff;padding:1rem;margin-bottom:1.25rem}
.error{color:#b3261e;font-weight:600;margin:.25rem 0 .6rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0}
@media (prefers-color-scheme:dark){body{background:#14171b;color:#e8eaed}fieldset,.text,.errors{background:#1d2126;border-color:#4a525d}textarea,input[type=number]{background:#14171b;color:inherit}.hint,.required{color:#b6bdc7}a{color:#8ec2ff}.error{color:#ffb4ab}button{background:#8ec2ff;color:#06213d}}
`;

/** All that a hosted page may do: its one style sheet, and to post its form to where it came from. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole document around the content of a page. */
export const page = (language: string, title: string, content: Html): string =>
  `<!doctype html>${
    html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>`.markup
  }`;
