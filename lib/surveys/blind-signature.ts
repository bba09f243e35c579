import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto';
import type { Credential } from './submission.ts';

/** The key pair of an anonymous survey, made at publish. */
export interface BlindKey {
  readonly publicKey: BlindPublicKey;
  /** PKCS #8 in DER. */
  readonly privateKey: Buffer;
}

/** Modulus and exponent as JSON Web Key members (RFC 7518, 6.3.1), base64url. */
export interface BlindPublicKey {
  readonly n: string;
  readonly e: string;
}

/** Bits of the modulus: RFC 9474, 7.2 asks for 2048 at least. */
export const modulusBits = 2_048;
/** Salt of RSABSSA-SHA384-PSS-Randomized in bytes (RFC 9474, 5). */
const saltBytes = 48;
/** A random prefix of 32 bytes in front of the message (RFC 9474, 4.1), and a message of 32 to 96. */
const messageBytes = { min: 64, max: 128 };

const publicKeyOf = ({ n, e }: BlindPublicKey) =>
  createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });

const noPadding = constants.RSA_NO_PADDING;

/**
 * BlindSign of RFC 9474, 4.3: the raw private operation on a blinded message. Undefined for what is no
 * number below the modulus. The result is checked with the public key before it leaves, because a fault
 * in the computation would give the key away.
 */
export const blindSign = (
  { publicKey, privateKey }: BlindKey,
  blinded: Buffer,
): Buffer | undefined => {
  const modulus = Buffer.from(publicKey.n, 'base64url');
  const isBelow = blinded.length === modulus.length && Buffer.compare(blinded, modulus) < 0;
  if (!isBelow) return undefined;
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  const signature = privateDecrypt({ key, padding: noPadding }, blinded);
  const again = publicEncrypt({ key: publicKeyOf(publicKey), padding: noPadding }, signature);
  if (!again.equals(blinded)) throw new Error('the private operation went wrong');
  return signature;
};

/** Verify of RFC 9474, 4.5: an RSASSA-PSS signature of the prepared message with SHA-384. */
export const verifyCredential = (
  publicKey: BlindPublicKey,
  { message, signature }: Credential,
): boolean => {
  const bytes = Buffer.from(message, 'base64url');
  if (bytes.length < messageBytes.min || bytes.length > messageBytes.max) return false;
  return verify(
    'sha384',
    bytes,
    {
      key: publicKeyOf(publicKey),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: saltBytes,
    },
    Buffer.from(signature, 'base64url'),
  );
};

/** Names a credential without showing it. Of the message alone: it is spent whatever signature comes with it. */
export const hashCredential = ({ message }: Pick<Credential, 'message'>): string =>
  createHash('sha256').update(Buffer.from(message, 'base64url')).digest('base64url');
