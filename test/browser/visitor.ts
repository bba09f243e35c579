import type { Page } from 'playwright-core';

/** What a visitor does with a form. */
export const rate = (page: Page, name: string, value: number | string) =>
  page.check(`[name="${name}"][value="${value}"]`, { force: true });

export const send = async (page: Page): Promise<void> => {
  await page.click('form > button');
  await page.waitForURL('**/thanks**');
};

/** A person needs a moment; a form that comes back in less is held back. */
export const read = (page: Page) => page.waitForTimeout(2_100);
