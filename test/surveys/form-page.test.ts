import { describe, expect, it } from 'vitest';
import { formPage, messagePage } from '../../lib/surveys/form-page.ts';
import { formTexts } from '../../lib/surveys/form-texts.ts';
import { html } from '../../lib/surveys/html.ts';
import { contentSecurityPolicy } from '../../lib/surveys/page.ts';
import { sampleDefinition } from './sample-survey.ts';

const show = (
  language: string,
  more: Partial<Parameters<typeof formPage>[0]> = {},
  definition = sampleDefinition(),
) => formPage({ definition, language, fields: {}, errors: [], ...more });

const all = (page: string, pattern: RegExp) =>
  [...page.matchAll(pattern)].map(([, found]) => found);

describe('the hosted form', () => {
  it.each([
    ['en', 'How was your visit?', 'Send answers', 'Would you recommend us?'],
    ['zh', '您的到访体验如何？', '提交答卷', '您会推荐我们吗？'],
  ])('speaks %s throughout', (language, title, button, question) => {
    const page = show(language);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`<title>${title}</title>`);
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain(`<button type="submit">${button}</button>`);
    expect(page).toContain(question);
    expect(page).toContain(`<form method="post" action="?lang=${language}" novalidate>`);
  });

  it('falls back to the default language for a label that is missing, and to English for our words', () => {
    const page = show('fr');
    expect(page).toContain('How was your visit?');
    expect(page).toContain('Send answers');
  });

  it('names every control: groups by a legend, fields by a label', () => {
    const page = show('en');
    expect(all(page, /<fieldset[^>]*>\n<legend>([^<(]+)/g)).toEqual([
      'Would you recommend us? ',
      'How satisfied are you?',
      'It was easy.',
      'Which shop?',
      'What did you like?',
    ]);
    const controls = all(page, /<input type="(?:radio|checkbox)" id="([^"]+)"/g);
    expect(controls).toHaveLength(11 + 5 + 7 + 2 + 3);
    expect(new Set(controls).size).toBe(controls.length);
    expect(all(page, /<label><input [^>]*> ([^<]+)<\/label>/g)).toHaveLength(controls.length);
    const fields = all(page, /<textarea id="([^"]+)"/g);
    expect(all(page, /<label for="([^"]+)"/g)).toEqual(fields);
  });

  it('describes groups by ids that are there', () => {
    const page = show('en', {
      errors: [{ pointer: '/answers/q1', code: 'required', message: 'This is needed' }],
    });
    const ids = new Set(all(page, / id="([^"]+)"/g));
    const referred = all(page, /aria-describedby="([^"]+)"/g).flatMap((text) => text?.split(' '));
    expect(referred).toContain('q-q1-error');
    for (const id of referred) expect(ids).toContain(id);
  });

  it('says what is wrong, links to it, and keeps what was entered', () => {
    const page = show('zh', {
      fields: { q2: '4', q5: ['staff', 'range'], why: '\n<b>"bad"</b>', stray: '1' },
      errors: [
        { pointer: '/answers/q1', code: 'required', message: '' },
        { pointer: '/answers/why', code: 'too_long', message: '' },
        { pointer: '/answers/stray', code: 'unknown_name', message: '' },
      ],
    });
    expect(page).toContain('role="alert"');
    expect(page).toContain('<a href="#q-q1-0">您会推荐我们吗？</a>: 此题必须作答。');
    expect(page).toContain('<p class="error" id="q-why-error">文字过长。</p>');
    expect(page).toContain('<li>stray: ');
    expect(all(page, /value="([^"]+)" checked/g)).toEqual(['4', 'staff', 'range']);
    expect(page).toContain('>\n\n&lt;b&gt;&quot;bad&quot;&lt;/b&gt;</textarea>');
  });

  it('says who will see the answers', () => {
    expect(show('en')).toContain(formTexts.en.identifiedNotice);
    const anonymous = sampleDefinition({ mode: 'anonymous' });
    expect(show('en', {}, anonymous)).toContain(formTexts.en.anonymousNotice);
  });

  it('offers the other languages by their own names', () => {
    const page = show('en');
    expect(page).toContain('<a href="?lang=zh" lang="zh" hreflang="zh">中文</a>');
    expect(page).toContain('hreflang="en" aria-current="true">English</a>');
  });

  it('has no script, no event handler, no foreign address, and stays under 30 kB', () => {
    const page = show('zh');
    expect(page).not.toMatch(/<script|\son[a-z]+=|https?:|style="/i);
    expect(new TextEncoder().encode(page).length).toBeLessThan(30_000);
  });

  it('may do nothing but show its own style and post to its own origin', () => {
    expect(contentSecurityPolicy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+='; form-action 'self'/,
    );
    expect(contentSecurityPolicy).not.toContain('unsafe');
  });

  it('writes what a survey says as text, wherever it stands', () => {
    const evil = `"><img src=x onerror=alert(1)>'&`;
    const label = { en: evil };
    const page = show(
      'en',
      {},
      sampleDefinition({
        title: label,
        questions: [
          {
            id: 'a',
            type: 'single',
            label,
            options: [
              { id: 'x', label },
              { id: 'y', label },
            ],
          },
          { id: 'b', type: 'text', label },
        ],
      }),
    );
    expect(page).not.toContain('<img');
    expect(page.split('&quot;&gt;&lt;img').length - 1).toBe(6);
  });
});

describe('message pages', () => {
  it.each(['thanks', 'used', 'closed', 'expired', 'invalid', 'conflict', 'personal'] as const)(
    'say %s in both languages',
    (message) => {
      for (const language of ['en', 'zh'] as const) {
        const page = messagePage(language, message);
        expect(page).toContain(`<h1>${formTexts[language][`${message}Title`]}</h1>`);
        expect(page).toContain(`<html lang="${language}">`);
      }
    },
  );
});

describe('formTexts', () => {
  it('has every text in both languages, none empty and none left in English', () => {
    const { en, zh } = formTexts;
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    for (const text of Object.values(zh)) expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of Object.values(en)) expect(text).not.toBe('');
  });
});

describe('html', () => {
  it('escapes values, keeps templates, and leaves out what is absent', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(html`${inner}${['&', inner]}${undefined}${null}${false}${0}`.markup).toBe(
      '<b>&lt;i&gt;</b>&amp;<b>&lt;i&gt;</b>0',
    );
  });
});
