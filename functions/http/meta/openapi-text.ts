import { buildOpenapi } from '../../../lib/contract/openapi.ts';

/** The document as text. The bundler runs this module once and puts the text in its place. */
export const openapiText = JSON.stringify(buildOpenapi());
