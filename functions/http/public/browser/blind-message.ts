/** A public key as members of a JSON Web Key (RFC 7518, 6.3.1), base64url. */
export interface PublicKey {
  readonly n: string;
  readonly e: string;
}

/** A message whose blinded form may be signed, with what takes the blinding off again. */
export interface BlindedMessage {
  readonly message: string;
  /** What the server sees and signs. */
  readonly blinded: string;
  /** The inverse of the blinding factor: it never leaves the browser. */
  readonly inverse: string;
}

/** SHA-384 and a salt as long, as RSABSSA-SHA384-PSS-Randomized has them (RFC 9474, 5). */
const hashBytes = 48;
/** A random prefix (RFC 9474, 4.1) in front of a random message: it says nothing but that it is one. */
const messageBytes = 64;

const toText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromText = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );

const toNumber = (bytes: Uint8Array): bigint =>
  bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

const toBytes = (value: bigint, length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => Number((value >> BigInt(8 * (length - 1 - at))) & 255n));

const random = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));

const hash = async (...parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await crypto.subtle.digest('SHA-384', Uint8Array.from(parts.flatMap((part) => [...part]))),
  );

/** MGF1 of RFC 8017, B.2.1. */
const mask = async (seed: Uint8Array, length: number): Promise<Uint8Array> => {
  const blocks: number[] = [];
  for (let counter = 0n; blocks.length < length; counter += 1n)
    blocks.push(...(await hash(seed, toBytes(counter, 4))));
  return Uint8Array.from(blocks.slice(0, length));
};

/** EMSA-PSS-ENCODE of RFC 8017, 9.1.1, for a modulus of a whole number of bytes. */
const encode = async (message: Uint8Array, length: number): Promise<Uint8Array> => {
  const salt = random(hashBytes);
  const digest = await hash(new Uint8Array(8), await hash(message), salt);
  const block = new Uint8Array(length - hashBytes - 1);
  block[block.length - hashBytes - 1] = 1;
  block.set(salt, block.length - hashBytes);
  const masked = (await mask(digest, block.length)).map((byte, at) => byte ^ (block[at] ?? 0));
  // The encoded message has one bit less than the modulus.
  masked[0] = (masked[0] ?? 0) & 127;
  return Uint8Array.from([...masked, ...digest, 0xbc]);
};

const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

/** By the extended Euclidean algorithm; undefined where there is none. */
const inverseOf = (value: bigint, modulus: bigint): bigint | undefined => {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
};

/** Blind of RFC 9474, 4.2. */
export const blindMessage = async ({ n, e }: PublicKey): Promise<BlindedMessage> => {
  const modulus = toNumber(fromText(n));
  const { length } = fromText(n);
  const message = random(messageBytes);
  const encoded = toNumber(await encode(message, length));
  // Eight bytes more than the modulus: the remainder is as good as uniform.
  const factor = toNumber(random(length + 8)) % modulus;
  const inverse = inverseOf(factor, modulus);
  if (inverse === undefined) return blindMessage({ n, e });
  const blinding = power(factor, toNumber(fromText(e)), modulus);
  return {
    message: toText(message),
    blinded: toText(toBytes((encoded * blinding) % modulus, length)),
    inverse: toText(toBytes(inverse, length)),
  };
};

/** Finalize of RFC 9474, 4.4: the signature of the message, or undefined where it does not verify. */
export const unblind = async (
  { n, e }: PublicKey,
  { message, inverse }: BlindedMessage,
  blindSignature: string,
): Promise<string | undefined> => {
  const modulus = toNumber(fromText(n));
  const product = toNumber(fromText(blindSignature)) * toNumber(fromText(inverse));
  const signature = toBytes(product % modulus, fromText(n).length);
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'RSA', n, e },
    { name: 'RSA-PSS', hash: 'SHA-384' },
    false,
    ['verify'],
  );
  const scheme = { name: 'RSA-PSS', saltLength: hashBytes };
  const isGenuine = await crypto.subtle.verify(scheme, key, signature, fromText(message));
  return isGenuine ? toText(signature) : undefined;
};
