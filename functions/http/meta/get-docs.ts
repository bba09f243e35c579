import { type DocsDocument, renderDocs } from '../../../lib/contract/docs.ts';
import { docsPolicy } from '../../../lib/contract/docs-style.ts';
import type { DocsLanguage } from '../../../lib/contract/docs-words.ts';
import { routeRows, routes } from '../../../lib/contract/routes.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { preferredLanguage } from '../parse/accept-language.ts';
import { openapiText } from './openapi-text.ts';

const pages = new Map<DocsLanguage, string>();

const pageIn = (language: DocsLanguage): string => {
  const known = pages.get(language);
  if (known !== undefined) return known;
  // The text was written by buildOpenapi from the same rows; its shape is proven by a test.
  const document = JSON.parse(openapiText) as DocsDocument;
  const page = renderDocs(document, routeRows, language);
  pages.set(language, page);
  return page;
};

export const handle = handler(routes.getDocs, async ({ query, call }) => {
  const language =
    query.lang ?? preferredLanguage(call.headers['accept-language'], ['en', 'zh']) ?? 'en';
  return ok({
    status: 200,
    body: pageIn(language),
    headers: {
      'Content-Security-Policy': docsPolicy,
      'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
      'Cache-Control': 'public, max-age=300',
      Vary: 'Accept-Language',
    },
  });
});
