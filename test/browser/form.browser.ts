import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing, type Stage, startStage, takeComplaints } from './stage.ts';
import { rate, send } from './visitor.ts';

describe.skipIf(missing)(missing ?? 'the hosted form of a personal link, in a browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 180_000);
  afterAll(() => stage?.stop());

  const linked = async (more: Record<string, unknown> = {}) => {
    const surveyId = await stage.publish({ mode: 'identified', ...more });
    return { surveyId, address: await stage.link(surveyId) };
  };

  it('asks by the answers, counts characters, and sends what it asked', async () => {
    const { surveyId, address } = await linked();
    const page = await stage.visitor();
    await page.goto(address);
    const why = page.locator('[name=why]');
    expect(await why.isVisible()).toBe(false);
    await rate(page, 'nps', 3);
    expect(await why.isVisible()).toBe(true);
    expect(await page.locator('.if').count()).toBe(0);
    await why.fill('slow');
    expect(await page.textContent('#q-why-hint')).toBe('3,996 characters left');
    await rate(page, 'nps', 9);
    expect(await why.isVisible()).toBe(false);
    await rate(page, 'parts.price', 'good');
    await page.check('[name=bought][value=food]');
    await page.selectOption('[name="ranked.advice"]', '1');
    await page.selectOption('[name="ranked.price"]', '2');
    await page.fill('[name=spent]', '１２.５');
    await page.fill('[name=day]', '2026-02-03');
    await page.check('[name=agree]');
    await send(page);
    expect(await page.textContent('h1')).toBe('Thank you');
    expect(await page.textContent('.intro')).toBe('We read every answer.');
    expect(await stage.answers(surveyId)).toEqual([
      {
        nps: 9,
        parts: { price: 'good' },
        bought: ['food'],
        ranked: ['advice', 'price'],
        spent: 12.5,
        day: '2026-02-03',
        agree: true,
      },
    ]);
    expect(takeComplaints()).toEqual([]);
  });

  it('works the same without script: every question, its condition in words, errors, the answers kept', async () => {
    const { surveyId, address } = await linked();
    const page = await stage.visitor({ javaScriptEnabled: false, locale: 'zh-CN' });
    await page.goto(address);
    expect(await page.locator('h1').textContent()).toBe('您本次到店的体验');
    expect(await page.locator('.if').textContent()).toBe(
      '满足以下条件时作答：第 1 题的回答不高于 6。',
    );
    await page.fill('[name=why]', '太慢');
    await page.fill('[name=spent]', 'viel');
    await page.click('form > button');
    expect(await page.locator('.errors li').allTextContents()).toEqual([
      '您有多大可能向朋友推荐我们？此题必须作答。',
      '您消费了多少？请填写数字，例如 12 或 1.5。',
    ]);
    expect(await page.inputValue('[name=why]')).toBe('太慢');
    await page.click('.errors a');
    await rate(page, 'nps', 10);
    await page.fill('[name=spent]', '20');
    await send(page);
    expect(await page.locator('h1').textContent()).toBe('谢谢您');
    // The text belongs to a question that ten points do not lead to.
    expect(await stage.answers(surveyId)).toEqual([{ nps: 10, spent: 20, agree: false }]);
    await page.goto(address);
    expect(await page.locator('h1').textContent()).toBe('已经作答');
  });

  it('keeps answers while they are given, and goes on with them in another browser', async () => {
    const { surveyId, address } = await linked();
    const page = await stage.visitor();
    await page.goto(address);
    const saved = page.waitForResponse((answer) => answer.url().includes('/responses'));
    await rate(page, 'nps', 4);
    expect((await saved).status()).toBe(201);
    const again = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await page.fill('[name=why]', 'still thinking');
    expect((await again).status()).toBe(200);
    expect(await stage.answers(surveyId)).toEqual([]);

    const other = await stage.visitor({ locale: 'zh-CN' });
    await other.goto(address);
    expect(await other.textContent('.kept')).toContain('已为您保留此前的回答');
    expect(await other.inputValue('[name=why]')).toBe('still thinking');
    await rate(other, 'csat', 5);
    await send(other);
    expect(await stage.answers(surveyId)).toEqual([
      { nps: 4, why: 'still thinking', csat: 5, agree: false },
    ]);
    expect(takeComplaints()).toEqual([]);
  });

  it('takes a double click as one, and lets the answers be changed while their window is open', async () => {
    const { surveyId, address } = await linked({ editableForHours: 24 });
    const page = await stage.visitor();
    await page.goto(address);
    await rate(page, 'nps', 9);
    await page.dblclick('form > button');
    await page.waitForURL('**/thanks**');
    await page.click('.card a');
    expect(await page.textContent('.kept')).toContain('You can change them until');
    expect(await page.isChecked('[name=nps][value="9"]')).toBe(true);
    await rate(page, 'nps', 6);
    await page.fill('[name=why]', 'on second thought');
    await send(page);
    expect(await stage.answers(surveyId)).toEqual([
      { nps: 6, why: 'on second thought', agree: false },
    ]);
    const { body } = await stage.suite.client.listSurveyResponses({ params: { surveyId } });
    expect(body.data).toHaveLength(1);
  });

  it('tells a second window that the answers were changed in the first', async () => {
    const { address } = await linked({ editableForHours: 24 });
    const page = await stage.visitor();
    await page.goto(address);
    await rate(page, 'nps', 9);
    await send(page);
    const [first, second] = [await page.context().newPage(), await page.context().newPage()];
    for (const window of [first, second]) await window.goto(address);
    for (const [window, value] of [
      [first, 8],
      [second, 7],
    ] as const) {
      await rate(window, 'nps', value);
      await window.click('form > button');
      await window.waitForLoadState();
    }
    await first.waitForURL('**/thanks**');
    expect(await second.textContent('h1')).toBe('Your answers have changed elsewhere');
  });

  it('keeps what was entered when the language is switched, and sends nothing with it', async () => {
    const { surveyId, address } = await linked();
    const page = await stage.visitor({ locale: 'zh-CN' });
    await page.goto(address);
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
    await rate(page, 'nps', 2);
    await page.fill('[name=why]', '原因');
    await page.click('nav a[hreflang=en]');
    await page.waitForSelector('html[lang=en]');
    expect(await page.textContent('form > button')).toBe('Send answers');
    expect(await page.inputValue('[name=why]')).toBe('原因');
    expect(await page.isChecked('[name=nps][value="2"]')).toBe(true);
    expect(await stage.answers(surveyId)).toEqual([]);
    await send(page);
    expect(await stage.answers(surveyId)).toHaveLength(1);
    expect(takeComplaints()).toEqual([]);
  });
});
