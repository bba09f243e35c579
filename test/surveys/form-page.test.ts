import { describe, expect, it } from 'vitest';
import { formScripts } from '../../functions/http/public/form-scripts.ts';
import { answerFields } from '../../lib/surveys/answer-fields.ts';
import { type FormView, formPage } from '../../lib/surveys/form-page.ts';
import { fillText, formTexts } from '../../lib/surveys/form-texts.ts';
import { html } from '../../lib/surveys/html.ts';
import { messagePage } from '../../lib/surveys/message-page.ts';
import { contentSecurityPolicy } from '../../lib/surveys/page.ts';
import { parseAnswers } from '../../lib/surveys/parse-answers.ts';
import { everyQuestion } from './every-question.ts';
import { sampleDefinition } from './sample-survey.ts';

const show = (language: string, more: Partial<FormView> = {}, definition = sampleDefinition()) =>
  formPage({
    definition,
    language,
    address: (lang) => `?lang=${lang}`,
    fields: {},
    errors: [],
    personal: true,
    ...more,
  });

const all = (page: string, pattern: RegExp) =>
  [...page.matchAll(pattern)].map(([, found]) => found);

const bytes = (text: string) => new TextEncoder().encode(text).length;

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
    expect(page).toContain(`<form method="post" action="?lang=${language}" novalidate`);
  });

  it('falls back to the default language for a label that is missing, and to English for our words', () => {
    const page = show('fr');
    expect(page).toContain('How was your visit?');
    expect(page).toContain('Send answers');
  });

  it('names every control: groups by a legend, fields and places by a label, rows by their name', () => {
    const page = show('en', {}, everyQuestion());
    const ids = new Set(all(page, / id="([^"]+)"/g));
    const labelled = all(page, /<label[^>]* for="([^"]+)"/g);
    expect(labelled).toEqual(
      expect.arrayContaining(['q-why', 'q-spent', 'q-day', 'q-ranked.quality', 'q-ranked.advice']),
    );
    for (const id of labelled) expect(ids).toContain(id);
    const rows = all(page, /role="radiogroup" aria-labelledby="([^"]+)"/g);
    expect(rows).toHaveLength(3);
    for (const id of rows) expect(ids).toContain(id);
    const inside = all(page, /<label><input ([^>]*)><span>[^<]+<\/span><\/label>/g);
    expect(inside).toHaveLength(11 + 5 + 7 + 3 * 4 + 3);
    expect(page.split('<fieldset').length).toBe(page.split('<legend>').length);
  });

  it('describes groups by ids that are there, none of them twice', () => {
    const errors = [
      { pointer: '/answers/nps', code: 'required', message: '' },
      { pointer: '/answers/parts/price', code: 'required', message: '' },
      { pointer: '/answers/ranked/advice', code: 'repeated_place', message: '' },
    ];
    const page = show('en', { errors }, everyQuestion());
    const ids = all(page, / id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const referred = all(page, /aria-describedby="([^"]+)"/g).flatMap((text) => text?.split(' '));
    expect(referred).toEqual(
      expect.arrayContaining(['q-nps-error', 'q-parts.price-error', 'q-ranked.advice-error']),
    );
    for (const id of referred) expect(ids).toContain(id);
    for (const id of all(page, /<a href="#([^"]+)"/g)) expect(ids).toContain(id);
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
    expect(page).toContain('<title>有误：');
    expect(page).toContain('role="alert"');
    expect(page).toContain('<a href="#q-q1">您会推荐我们吗？</a><div>此题必须作答。</div>');
    expect(page).toContain('<p class="error" id="q-why-error">文字过长。</p>');
    expect(page).toContain('<li>stray<div>');
    expect(all(page, /value="([^"]+)" checked/g)).toEqual(['4', 'staff', 'range']);
    expect(page).toContain('>\n\n&lt;b&gt;&quot;bad&quot;&lt;/b&gt;</textarea>');
  });

  it('shows any answers again as they were given', () => {
    const definition = everyQuestion();
    const answers = {
      nps: 3,
      why: 'slow',
      csat: 5,
      parts: { range: 'good', staff: 'bad' },
      bought: ['food', 'none'],
      ranked: ['advice', 'quality'],
      spent: 12.5,
      day: '2026-03-01',
      agree: true,
    };
    const fields = answerFields(definition, answers);
    const options = { encoding: 'form', complete: true, hidden: {} } as const;
    expect(parseAnswers(definition, fields, options)).toEqual({ ok: true, value: answers });
    const page = show('en', { fields }, definition);
    expect(all(page, /value="([^"]+)" checked/g)).toEqual([
      '3',
      '5',
      'good',
      'bad',
      'food',
      'none',
      'true',
    ]);
    expect(all(page, /value="([^"]+)" selected/g)).toEqual(['2', '1']);
    expect(page).toContain('value="12.5"');
    expect(page).toContain('value="2026-03-01"');
  });

  it('says for whom a question is, and leaves out what hidden values decide', () => {
    const question = (id: string, showIf: unknown) => ({
      id,
      type: 'text',
      label: { en: id, zh: id },
      showIf,
    });
    const definition = everyQuestion({
      hidden: [{ id: 'shop', type: 'text', trusted: true }],
      questions: [
        question('only_north', { hidden: 'shop', is: 'secret-north' }),
        question('not_north', { not: { hidden: 'shop', is: 'secret-north' } }),
        question('buyers', {
          all: [
            { hidden: 'shop', is: 'secret-north' },
            {
              any: [
                { question: 'bought', includes: 'food' },
                { question: 'agree', is: true },
              ],
            },
            { not: { question: 'csat', in: [1, 2] } },
          ],
        }),
        question('late', { question: 'day', atLeast: '2026-02-01' }),
      ],
    });
    const page = show('en', { hidden: { shop: 'secret-north' } }, definition);
    expect(page).toContain('Only if the answer to question 1 is 6 or less.');
    expect(page).toContain(
      'Only if (you chose “Food” in question 6 or you agreed in question 10) and the answer to question 3 is not 1 or 2.',
    );
    expect(page).toContain('Only if the answer to question 9 is 2026-02-01 or later.');
    expect(page).toContain('name="only_north"');
    expect(page).not.toContain('name="not_north"');
    expect(page).not.toContain('secret-north');
    expect(show('zh', {}, definition)).toContain('满足以下条件时作答：第 1 题的回答不高于 6。');
    expect(show('zh', {}, definition)).not.toContain('name="only_north"');
  });

  it('says who will see the answers, in every mode', () => {
    const notice = (mode: string, personal: boolean) =>
      all(show('en', { personal }, sampleDefinition({ mode })), /class="notice"[^>]*>([^<]+)/g);
    const { en } = formTexts;
    expect(notice('identified', true)).toEqual([en.identifiedNotice]);
    expect(notice('confidential', true)).toEqual([en.confidentialNotice]);
    expect(notice('anonymous', false)).toEqual([en.openNotice]);
    expect(notice('anonymous', true)).toEqual([en.anonymousNotice, en.blindNotice]);
  });

  it('offers the other languages by their own names', () => {
    const page = show('en');
    expect(page).toContain('<a href="?lang=zh" lang="zh" hreflang="zh">中文</a>');
    expect(page).toContain('hreflang="en" aria-current="true">English</a>');
  });

  it('never shows the words for the interviewer to a visitor', () => {
    const guide = { en: 'read slowly', zh: '慢读' };
    const question = { id: 'x', type: 'text', label: guide, guide };
    const definition = sampleDefinition({
      questions: [{ ...question, label: { en: 'X', zh: 'X' } }],
    });
    expect(show('en', {}, definition)).not.toContain('read slowly');
  });

  it('runs from right to left in languages that are written so', () => {
    const definition = sampleDefinition({ defaultLanguage: 'ar', title: { ar: 'زيارتك' } });
    expect(show('ar', {}, definition)).toContain('<html lang="ar" dir="rtl">');
    for (const language of ['en', 'zh-Hant'])
      expect(show(language)).toContain(`<html lang="${language}">`);
  });

  it('has no event handler, no foreign address and no style of its own', () => {
    const page = show('zh', { script: formScripts.form }, everyQuestion());
    expect(page).not.toMatch(/\son[a-z]+=|https?:|style="|\beval\(|new Function/i);
  });

  it('stays under 30 kB with ten questions of every type, its script under 10 kB', () => {
    for (const script of Object.values(formScripts)) {
      expect(bytes(script)).toBeLessThan(10_000);
      for (const language of ['en', 'zh']) {
        const page = show(language, { script, data: { survey: 'x', token: 'y' } }, everyQuestion());
        expect(bytes(page)).toBeLessThan(30_000);
      }
    }
  });

  it('may do nothing but show its own style, run its own script and talk to its own origin', () => {
    expect(contentSecurityPolicy()).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    const framedBy = ['https://shop.example'];
    const policy = contentSecurityPolicy({ script: formScripts.form, framedBy });
    expect(policy).toMatch(/script-src 'sha256-[^']+='; connect-src 'self'/);
    expect(policy).toMatch(/frame-ancestors https:\/\/shop\.example$/);
    expect(policy).not.toContain('unsafe');
  });

  it('writes what a survey says as text, wherever it stands', () => {
    const evil = `"><img src=x onerror=alert(1)>'&</script>`;
    const label = { en: evil };
    const options = [
      { id: 'x', label },
      { id: 'y', label },
    ];
    const types = [
      { type: 'single', options },
      { type: 'ranking', options },
      { type: 'matrix', rows: options, columns: options },
      { type: 'number', min: 0, max: 1, unit: label },
      { type: 'consent' },
      { type: 'date' },
    ];
    const questions = types.map((type, at) => ({ id: `q${at}`, label, help: label, ...type }));
    const definition = sampleDefinition({ title: label, intro: label, questions });
    const page = show('en', {}, definition);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('</script>');
    expect(page.split('&quot;&gt;&lt;img').length - 1).toBe(2 + 1 + 12 + 2 + 2 + 6 + 1);
  });
});

describe('message pages', () => {
  it.each([
    'thanks',
    'used',
    'closed',
    'invalid',
    'conflict',
    'full',
    'over',
    'changed',
    'many',
    'personal',
  ] as const)('say %s in both languages', (message) => {
    for (const language of ['en', 'zh'] as const) {
      const page = messagePage({ language, message });
      expect(page).toContain(`<h1>${formTexts[language][`${message}Title`]}</h1>`);
      expect(page).toContain(`<html lang="${language}">`);
    }
  });
});

describe('formTexts', () => {
  it('has every text in both languages, none empty, none left in English, with the same gaps to fill', () => {
    const { en, zh } = formTexts;
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    for (const [name, text] of Object.entries(zh)) {
      if (!['and', 'or', 'valueOr', 'group'].includes(name) || name === 'and')
        expect(text).toMatch(/\p{Script=Han}|（/u);
    }
    const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [name, text] of Object.entries(en)) {
      expect(text).not.toBe('');
      expect(gaps(Object(zh)[name])).toEqual(gaps(text));
    }
  });

  it('fills gaps by name and leaves unknown ones', () => {
    expect(fillText('{a} of {b}, {a}', { a: 1 })).toBe('1 of {b}, 1');
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
