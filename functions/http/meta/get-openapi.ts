import * as z from 'zod';
import { routes } from '../../../lib/contract/routes.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { openapiText } from './openapi-text.ts';

const document = z.looseObject({ openapi: z.string() }).parse(JSON.parse(openapiText));

export const handle = handler(routes.getOpenapi, async () =>
  ok({ status: 200, body: document, headers: { 'Cache-Control': 'public, max-age=300' } }),
);
