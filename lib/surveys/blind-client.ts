/**
 * The respondent's half of RFC 9474 (RSABSSA-SHA384-PSS-Randomized), for browsers: WebCrypto and BigInt,
 * nothing else, so that the script of the hosted form can be made from this file. Usage:
 *
 *     const message = prepareMessage();                       // keep it: it is the right to answer
 *     const { blinded, inverse } = await blind(key, message); // POST /s/{token}/signature {blinded}
 *     const signature = await unblind(key, { message, inverse, blindSignature });
 *     // POST /v1/surveys/{id}/responses {credential: {message, signature}, answers}
 *
 * Everything that is handed over or kept is base64url.
 */

/** Modulus and exponent as members of a JSON Web Key, base64url. */
export interface PublicKey {
  readonly n: string;
  readonly e: string;
}

/** What to send, and what to keep until the signature comes. */
export interface Blinded {
  readonly blinded: string;
  readonly inverse: string;
}

const hashBytes = 48;
/** Salt and message prefix in bytes (RFC 9474, 5 and 4.1); as much again for the message itself. */
const saltBytes = 48;
const prefixBytes = 32;

export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );

const toNumber = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);

const toBytes = (value: bigint, length: number): Uint8Array<ArrayBuffer> => {
  const hex = value.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
};

const concat = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const sha384 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));

const random = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));

/** base^exponent mod modulus, by squares. */
const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

/** The inverse modulo a modulus by Euclid's extended algorithm; undefined where there is none. */
const invert = (value: bigint, modulus: bigint): bigint | undefined => {
  let [low, high] = [modulus, value % modulus];
  let [before, factor] = [0n, 1n];
  while (high > 0n) {
    const times = low / high;
    [low, high] = [high, low - times * high];
    [before, factor] = [factor, before - times * factor];
  }
  return low === 1n ? (before + modulus) % modulus : undefined;
};

/** MGF1 with SHA-384 (RFC 8017, B.2.1). */
const mask = async (seed: Uint8Array, length: number): Promise<Uint8Array> => {
  const blocks: Uint8Array[] = [];
  for (let counter = 0; counter * hashBytes < length; counter += 1)
    blocks.push(await sha384(concat(seed, toBytes(BigInt(counter), 4))));
  return concat(...blocks).slice(0, length);
};

/** EMSA-PSS-ENCODE (RFC 8017, 9.1.1) with SHA-384 and a salt of 48 bytes. */
const encode = async (
  message: Uint8Array<ArrayBuffer>,
  bits: number,
  salt: Uint8Array,
): Promise<Uint8Array> => {
  const length = Math.ceil(bits / 8);
  const hash = await sha384(concat(new Uint8Array(8), await sha384(message), salt));
  const padding = new Uint8Array(length - saltBytes - hashBytes - 2);
  const data = concat(padding, Uint8Array.of(1), salt);
  const masked = await mask(hash, data.length);
  const covered = data.map((byte, at) => byte ^ (masked[at] ?? 0));
  covered[0] = (covered[0] ?? 0) & (0xff >> (8 * length - bits));
  return concat(covered, hash, Uint8Array.of(0xbc));
};

/** A message nobody else has: a random prefix (RFC 9474, 4.1, PrepareRandomize) and random content. */
export const prepareMessage = (): string => toBase64Url(random(2 * prefixBytes));

/** Random values of one blinding; drawn here, unless a test brings those of a published example. */
export interface Draws {
  readonly salt: Uint8Array;
  readonly factor: bigint;
}

/** A factor below the modulus; one that shares a divisor with it would have broken the key. */
const drawFactor = (modulus: bigint, length: number): bigint => {
  for (;;) {
    const factor = toNumber(random(length)) % modulus;
    if (factor > 1n && invert(factor, modulus) !== undefined) return factor;
  }
};

/** Blind (RFC 9474, 4.2): the encoded message times factor^e, of which the signer learns nothing. */
export const blind = async (
  { n, e }: PublicKey,
  message: string,
  draws?: Draws,
): Promise<Blinded> => {
  const bytes = fromBase64Url(n);
  const modulus = toNumber(bytes);
  const { salt, factor } = draws ?? {
    salt: random(saltBytes),
    factor: drawFactor(modulus, bytes.length),
  };
  const bits = modulus.toString(2).length - 1;
  const encoded = toNumber(await encode(fromBase64Url(message), bits, salt));
  const blinded = (encoded * power(factor, toNumber(fromBase64Url(e)), modulus)) % modulus;
  const inverse = invert(factor, modulus);
  if (inverse === undefined) throw new Error('the blinding factor has no inverse');
  return {
    blinded: toBase64Url(toBytes(blinded, bytes.length)),
    inverse: toBase64Url(toBytes(inverse, bytes.length)),
  };
};

/** Finalize (RFC 9474, 4.4): takes the factor out again and checks the signature; throws on a wrong one. */
export const unblind = async (
  key: PublicKey,
  parts: { readonly message: string; readonly inverse: string; readonly blindSignature: string },
): Promise<string> => {
  const bytes = fromBase64Url(key.n);
  const modulus = toNumber(bytes);
  const blindSignature = toNumber(fromBase64Url(parts.blindSignature));
  const inverse = toNumber(fromBase64Url(parts.inverse));
  const signature = toBytes((blindSignature * inverse) % modulus, bytes.length);
  const verifier = await crypto.subtle.importKey(
    'jwk',
    { kty: 'RSA', n: key.n, e: key.e },
    { name: 'RSA-PSS', hash: 'SHA-384' },
    false,
    ['verify'],
  );
  const algorithm = { name: 'RSA-PSS', saltLength: saltBytes };
  const message = fromBase64Url(parts.message);
  if (!(await crypto.subtle.verify(algorithm, verifier, signature, message)))
    throw new Error('the signature does not belong to this message');
  return toBase64Url(signature);
};
