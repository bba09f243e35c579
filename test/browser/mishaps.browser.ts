import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  missing,
  overflow,
  picture,
  type Stage,
  startStage,
  takeComplaints,
  violations,
} from './stage.ts';
import { rate, read, send } from './visitor.ts';

describe.skipIf(missing)(
  missing ?? 'what goes wrong while a form is filled in, in a browser',
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage();
    }, 180_000);
    afterAll(() => stage?.stop());

    const open = async (more?: Record<string, unknown>) => {
      const surveyId = await stage.publish(more);
      return { surveyId, address: `${stage.suite.url}/f/${surveyId}` };
    };

    const kiosk = async (): Promise<string> => {
      const { surveyId } = await open();
      const { body } = await stage.suite.client.createOpenLink({
        params: { surveyId },
        body: { channel: 'kiosk' },
      });
      return body.url;
    };

    it('a line that breaks while an open form is sent loses nothing, and counts nothing twice', async () => {
      const { surveyId, address } = await open();
      const page = await stage.visitor();
      await page.goto(address);
      await rate(page, 'nps', 3);
      await page.fill('[name=why]', 'hard to say twice');
      await read(page);
      // The answers arrive; what comes back does not.
      await page.route('**/f/**', async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      });
      await page.click('form > button');
      await page.waitForURL('chrome-error://**');
      await page.unroute('**/f/**');
      await page.goBack();
      expect(await page.inputValue('[name=why]')).toBe('hard to say twice');
      await send(page);
      expect(await stage.answers(surveyId)).toEqual([
        { nps: 3, why: 'hard to say twice', agree: false },
      ]);
      await page.goBack();
      expect(await page.inputValue('[name=why]')).toBe('');
      expect(takeComplaints()).toEqual([]);
    });

    it('without a line the page stays and says so', async () => {
      const page = await stage.visitor();
      await page.goto(await stage.link(await stage.publish({ mode: 'identified' })));
      await rate(page, 'nps', 9);
      await page.context().setOffline(true);
      await page.click('form > button');
      expect(await page.textContent('.errors')).toContain('could not be sent');
      await page.context().setOffline(false);
      await send(page);
    });

    it('half a date is not sent as none', async () => {
      const { address } = await open();
      const page = await stage.visitor();
      await page.goto(address);
      await rate(page, 'nps', 9);
      await page.focus('[name=day]');
      await page.keyboard.type('02');
      await page.click('form > button');
      expect(await page.evaluate('document.activeElement.name')).toBe('day');
      expect(page.url()).toBe(address);
    });

    it.each([true, false])(
      'Enter in a field does not send the form: script %s',
      async (javaScriptEnabled) => {
        const { surveyId, address } = await open();
        const page = await stage.visitor({ javaScriptEnabled });
        await page.goto(address);
        await rate(page, 'nps', 9);
        await read(page);
        await page.fill('[name=spent]', '1,200');
        await page.press('[name=spent]', 'Enter');
        await page.waitForTimeout(300);
        expect(page.url()).toBe(address);
        await send(page);
        expect(await stage.answers(surveyId)).toEqual([{ nps: 9, spent: 1200, agree: false }]);
      },
    );

    it('a form that is sent by script refuses what cannot be read, beside the field and with its hint', async () => {
      const surveyId = await stage.publish();
      const page = await stage.visitor();
      await page.goto(await stage.link(surveyId));
      await rate(page, 'nps', 9);
      await page.fill('[name=spent]', 'viel');
      for (const part of ['price', 'advice'])
        await page.selectOption(`[name="ranked.${part}"]`, '1');
      await page.click('form > button');
      await page.waitForSelector('.errors');
      expect(await page.locator('.errors li').allTextContents()).toEqual([
        'What matters most to you?Each can be chosen once.',
        'How much did you spend?Please write a number, such as 12 or 1.5.',
      ]);
      const spent = page.locator('[name=spent]');
      expect(await spent.getAttribute('aria-describedby')).toBe('q-spent-hint q-spent-error');
      expect(await spent.getAttribute('aria-invalid')).toBe('true');
      await spent.fill('1,200');
      await page.selectOption('[name="ranked.price"]', '2');
      await send(page);
      expect(await stage.answers(surveyId)).toEqual([
        { nps: 9, spent: 1200, ranked: ['advice', 'price'], agree: false },
      ]);
    });

    it('a second link in the same tab shows nothing of the first', async () => {
      const surveyId = await stage.publish();
      const page = await stage.visitor();
      await page.goto(await stage.link(surveyId));
      await rate(page, 'nps', 2);
      await page.fill('[name=why]', 'mine');
      await page.goto(await stage.link(surveyId));
      expect(await page.inputValue('[name=why]')).toBe('');
    });

    it.each(['left alone', 'after a look at an error', 'in another language'])(
      'a screen in a shop forgets a form that was shown again: %s',
      async (how) => {
        const page = await stage.visitor();
        await page.clock.install();
        await page.goto(await kiosk());
        await rate(page, 'nps', 2);
        await page.fill('[name=why]', 'secret of mine');
        await page.fill('[name=spent]', 'x');
        await page.click(how === 'in another language' ? 'nav a[hreflang=zh]' : 'form > button');
        await page.waitForSelector(how === 'in another language' ? 'html[lang=zh]' : '.errors');
        if (how.includes('error')) await page.click('.errors a');
        await page.clock.runFor(81_000);
        await page.waitForFunction("document.querySelector('[name=why]')?.defaultValue === ''");
        expect(await page.content()).not.toContain('secret of mine');
        expect(await page.getAttribute('html', 'lang')).toBe('en');
      },
    );

    it('a screen in a shop does not send an old form again when somebody goes back to it', async () => {
      const page = await stage.visitor();
      await page.goto(await kiosk());
      await rate(page, 'nps', 2);
      await page.fill('[name=why]', 'secret of mine');
      await page.fill('[name=spent]', 'x');
      await read(page);
      await page.click('form > button');
      await page.waitForSelector('.errors');
      await page.fill('[name=spent]', '1');
      await send(page);
      await page.goBack();
      await page.waitForSelector('form');
      expect(await page.content()).not.toContain('secret of mine');
    });

    it('words without a place to break at do not widen the page', async () => {
      const label = { en: 'Supercalifragilistic'.repeat(15), zh: '长'.repeat(300) };
      const options = ['a', 'b'].map((id) => ({ id, label }));
      const { address } = await open({
        title: label,
        questions: [
          { id: 'one', type: 'single', label, options },
          { id: 'order', type: 'ranking', label, options },
          { id: 'grid', type: 'matrix', label, rows: options, columns: options },
          { id: 'count', type: 'number', label, min: 0, max: 9, unit: label },
          { id: 'yes', type: 'consent', label },
        ],
      });
      const page = await stage.visitor();
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 700 });
        await page.goto(address);
        expect(await overflow(page), String(width)).toBe(0);
      }
    });

    it('a page that runs from right to left fits its window', async () => {
      const label = { ar: 'ما مدى احتمال أن توصي بنا؟' };
      const { body } = await stage.suite.client.createSurvey({
        body: {
          title: label,
          defaultLanguage: 'ar',
          mode: 'anonymous',
          questions: [
            { id: 'nps', type: 'nps', label, required: true },
            {
              id: 'one',
              type: 'single',
              label,
              options: [
                { id: 'a', label },
                { id: 'b', label },
              ],
            },
          ],
        },
      });
      await stage.suite.client.publishSurvey({ params: { surveyId: body.id } });
      const page = await stage.visitor();
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${stage.suite.url}/f/${body.id}`);
      expect(await overflow(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
      await picture(page, 'rtl-form-phone');
    });
  },
);
