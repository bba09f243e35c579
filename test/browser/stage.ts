import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Response } from '../../lib/surveys/response.ts';
import { anonymousResponses } from '../http/support/anonymous-responses.ts';
import { type Deployment, deploy } from '../support/deployment.ts';
import { everyQuestion } from '../surveys/every-question.ts';

const places = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const chromiumPath = places.find((place) => place !== undefined && existsSync(place));

/** Why there are no browser tests here; undefined where there is a browser. */
export const missing =
  chromiumPath === undefined
    ? 'skipped: no Chromium (CHROMIUM_PATH, /usr/bin/chromium)'
    : undefined;

/** Git-ignored: pictures of what the tests saw, to be looked at. */
const pictures = resolve(import.meta.dirname, '../../.cache/browser');

/** Rules of WCAG 2.2 A and AA, and what axe calls best practice. */
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A browser in front of the synthesized templates. */
export interface Stage {
  readonly suite: Deployment;
  /** A page of a visitor of its own; what its policy forbids, or goes wrong in its script, fails the test. */
  readonly visitor: (options?: BrowserContextOptions) => Promise<Page>;
  /** Publishes a survey of every type of question. */
  readonly publish: (more?: Record<string, unknown>) => Promise<string>;
  /** The personal link of a new customer. */
  readonly link: (surveyId: string) => Promise<string>;
  /** The answers of a survey, newest first. */
  readonly answers: (surveyId: string) => Promise<readonly Record<string, unknown>[]>;
  /** What is stored of an anonymous survey: of today, staff are not shown it yet. */
  readonly anonymous: (surveyId: string) => Promise<readonly Response[]>;
  readonly stop: () => Promise<void>;
}

const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

const watch = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
};

/** What pages have complained about since the last question. */
const complaints: string[] = [];
export const takeComplaints = (): readonly string[] => complaints.splice(0);

export const startStage = async (): Promise<Stage> => {
  const suite = await deploy();
  const browser = await startBrowser();
  const { client, runtime } = suite;
  const documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: runtime.dynamoDbEndpoint,
      region: runtime.template.region,
      credentials: { accessKeyId: runtime.databaseKey, secretAccessKey: 'local' },
    }),
  );
  const events = runtime.tables.find(({ id }) => id.startsWith('events'))?.name ?? '';
  const anonymous = (surveyId: string) =>
    anonymousResponses({ documents, names: { events } }, surveyId);
  await mkdir(pictures, { recursive: true });
  return {
    suite,
    visitor: async (options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      watch(page, complaints);
      return page;
    },
    publish: async (more) => {
      const { body } = await client.createSurvey({ body: everyQuestion(more) });
      await client.publishSurvey({ params: { surveyId: body.id } });
      return body.id;
    },
    link: async (surveyId) => {
      const customer = await client.createCustomer({ body: { name: 'Ann Example' } });
      const invited = await client.createInvitations({
        params: { surveyId },
        body: { customerIds: [customer.body.id] },
      });
      return invited.body.results[0]?.url ?? '';
    },
    answers: async (surveyId) => {
      const { body } = await client.listSurveyResponses({ params: { surveyId } });
      const found = body.data.length > 0 ? body.data : await anonymous(surveyId);
      return found.map(({ answers }) => answers);
    },
    anonymous,
    stop: async () => {
      await browser.close();
      await suite.stop();
    },
  };
};

/** Keeps a picture of the whole page. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
};

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong on a page, in short; evaluated past the page's policy, which lets no other script in. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const rules = JSON.stringify({ runOnly: axeTags });
  const found: readonly Finding[] = await page.evaluate(
    `axe.run(document, ${rules}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
};

/** How far a page is wider than its window, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** Widths, or heights, of the targets that are smaller than a finger: 44 CSS pixels, less half a pixel of rounding. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('form label:has(input),form select,form textarea,form input[type=text],form input[type=date],form button')]
    .filter((one) => one.offsetParent && !one.closest('.away'))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
    .map(([one, { width, height }]) => one.textContent.trim() + ' ' + width + '×' + height)`);
