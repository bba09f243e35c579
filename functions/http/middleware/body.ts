import { bodyBytesMax, bodyTypesOf } from '../../../lib/contract/bodies.ts';
import type { MediaType, Route } from '../../../lib/contract/route.ts';
import type { Exchange, Middleware } from '../exchange.ts';
import { header } from '../exchange.ts';
import { parseJson } from '../parse/parse-json.ts';
import { parseForm } from '../parse/parse-pairs.ts';
import { decodeUtf8, type Parsed } from '../parse/text.ts';
import { refuse } from '../refusal.ts';

const formType = 'application/x-www-form-urlencoded';

const parsers: Record<MediaType, (text: string) => Parsed> = {
  'application/json': parseJson,
  'application/merge-patch+json': parseJson,
  [formType]: parseForm,
  'multipart/form-data': () => ({ ok: true, value: {} }),
};

const utf8Names = new Set(['utf-8', 'utf8']);

const isUtf8 = (parameters: readonly string[]): boolean =>
  parameters.every((parameter) => {
    const [name = '', value = ''] = parameter.split('=').map((part) => part.trim().toLowerCase());
    return name !== 'charset' || utf8Names.has(value.replaceAll('"', ''));
  });

/** A coded body would be read as what it is not. */
const refuseCoding = (exchange: Exchange): void => {
  const coding = header(exchange, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (coding !== 'identity')
    refuse('unsupported_media_type', { detail: 'Bodies are taken without Content-Encoding' });
};

const parserFor = (route: Route, contentType: string): ((text: string) => Parsed) => {
  const [essence = '', ...parameters] = contentType.split(';');
  const type = bodyTypesOf(route).find((taken) => taken === essence.trim().toLowerCase());
  if (type === undefined || !isUtf8(parameters)) {
    return refuse('unsupported_media_type', {
      detail: `Taken here, in UTF-8: ${bodyTypesOf(route).join(', ')}`,
    });
  }
  return type === formType && route.fromForm ? formParser(route.fromForm) : parsers[type];
};

/** Forms have names and texts only: a row may say how they become what its schema describes. */
const formParser =
  (fromForm: NonNullable<Route['fromForm']>) =>
  (text: string): Parsed => {
    const parsed = parseForm(text);
    return parsed.ok ? { ok: true, value: fromForm(Object(parsed.value)) } : parsed;
  };

const bytesOf = (exchange: Exchange): Uint8Array =>
  Buffer.from(exchange.body ?? '', exchange.isBase64Encoded ? 'base64' : 'utf8');

const strayBytesMax = 1_024;

const contentTypeOf = (exchange: Exchange): string => header(exchange, 'content-type') ?? '';

/** A route without a body tolerates an empty object; what cannot be one is refused before it is read. */
const refuseStray = (exchange: Exchange, bytes: Uint8Array): void => {
  const type = contentTypeOf(exchange).trim();
  if (bytes.length > strayBytesMax || !/^application\/json\s*(;|$)/i.test(type))
    refuse('malformed_request', { detail: 'There is no body here' });
};

const readBody = (exchange: Exchange, route: Route): unknown => {
  const bytes = bytesOf(exchange);
  if (bytes.length === 0) return undefined;
  if (route.body === undefined) refuseStray(exchange, bytes);
  const bytesMax = bodyBytesMax(route);
  if (bytes.length > bytesMax)
    refuse('body_too_large', { detail: `At most ${bytesMax} bytes`, data: { bytesMax } });
  if (route.body !== undefined) refuseCoding(exchange);
  const parse = route.body === undefined ? parseJson : parserFor(route, contentTypeOf(exchange));
  const text = decodeUtf8(bytes);
  if (text === undefined) refuse('malformed_request', { detail: 'The body is not UTF-8' });
  const parsed = parse(text);
  if (parsed.ok) return parsed.value;
  const { detail, errors } = parsed;
  return refuse('malformed_request', { detail, ...(errors ? { errors } : {}) });
};

/** Reads the body in the order of what costs least to refuse: size, media type, UTF-8, syntax. */
export const body: Middleware = {
  before: ({ event }) => {
    if (event.state.route) event.state.rawBody = readBody(event, event.state.route);
  },
};
