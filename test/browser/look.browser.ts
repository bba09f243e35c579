import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  missing,
  overflow,
  picture,
  type Stage,
  smallTargets,
  startStage,
  takeComplaints,
  violations,
} from './stage.ts';

const widths = [
  ['phone', { width: 360, height: 740 }],
  ['narrow', { width: 320, height: 640 }],
  ['desktop', { width: 1280, height: 900 }],
] as const;

describe.skipIf(missing)(missing ?? 'how the hosted form looks', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 180_000);
  afterAll(() => stage?.stop());

  /** Every state that a visitor can meet, one after the other. */
  const states = async (
    page: Page,
    lang: string,
  ): Promise<readonly (readonly [string, () => Promise<void>])[]> => {
    const open = await stage.publish();
    const personal = await stage.link(
      await stage.publish({ mode: 'identified', editableForHours: 24 }),
    );
    const kiosk = await stage.suite.client.createOpenLink({
      params: { surveyId: open },
      body: { channel: 'kiosk' },
    });
    const { url } = stage.suite;
    const submit = () => page.click('form > button');
    const go = async (address: string): Promise<void> => {
      await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`);
    };
    return [
      ['form', () => go(`${url}/f/${open}`)],
      [
        'branch',
        async () => {
          await page.check('[name=nps][value="3"]', { force: true });
          await page.fill('[name=why]', 'hm');
        },
      ],
      [
        'errors',
        async () => {
          await go(`${url}/f/${open}`);
          await page.fill('[name=spent]', 'much');
          await page.check('[name="parts.price"][value=good]', { force: true });
          await page.selectOption('[name="ranked.price"]', '1');
          await page.selectOption('[name="ranked.advice"]', '1');
          await submit();
          await page.waitForSelector('.errors');
        },
      ],
      [
        'thanks',
        async () => {
          await go(personal);
          await page.check('[name=nps][value="9"]', { force: true });
          await submit();
          await page.waitForURL('**/thanks**');
        },
      ],
      ['change', () => page.click('.card a')],
      ['refused', () => go(`${url}/s/v1.forged.forged`)],
      ['kiosk', () => go(kiosk.body.url)],
      [
        'kiosk-thanks',
        async () => {
          await page.check('[name=nps][value="10"]', { force: true });
          await submit();
          await page.waitForURL('**/thanks**');
        },
      ],
    ].map(([name, act]) => [String(name), act as () => Promise<void>] as const);
  };

  it.each([
    ['en', 'light'],
    ['zh', 'light'],
    ['en', 'dark'],
    ['zh', 'dark'],
  ] as const)(
    'has nothing that axe finds wrong, fits every width and every finger: %s, %s',
    async (lang, colorScheme) => {
      const page = await stage.visitor({ colorScheme, locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
      for (const [state, act] of await states(page, lang)) {
        await act();
        for (const [name, size] of widths) {
          await page.setViewportSize(size);
          await picture(page, `${lang}-${colorScheme}-${state}-${name}`);
          const where = `${state} at ${name}`;
          expect(await overflow(page), where).toBe(0);
          expect(await smallTargets(page), where).toEqual([]);
          if (name !== 'narrow') expect(await violations(page), where).toEqual([]);
        }
      }
      expect(takeComplaints()).toEqual([]);
      await page.context().close();
    },
  );
});
