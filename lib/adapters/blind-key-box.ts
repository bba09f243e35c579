import {
  createCipheriv,
  createDecipheriv,
  generateKeyPair,
  type RSAKeyPairKeyObjectOptions,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { type BlindKey, type BlindPublicKey, modulusBits } from '../surveys/blind-signature.ts';

const options: RSAKeyPairKeyObjectOptions = { modulusLength: modulusBits, publicExponent: 65_537 };

/** A fresh key pair of the survey's own. */
export const newBlindKey = async (): Promise<BlindKey> => {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', options);
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { publicKey: { n, e }, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }) };
};

const nonceBytes = 12;
const tagBytes = 16;

/** Seals a private key (AES-256-GCM) with its survey as associated data: nonce, tag, ciphertext. */
export const sealBlindKey = (sealing: Buffer, surveyId: string, privateKey: Buffer): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(surveyId));
  const sealed = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

/** Opens what was sealed for this survey; throws on anything else. */
export const openBlindKey = (
  sealing: Buffer,
  surveyId: string,
  { publicKey, sealed }: { readonly publicKey: BlindPublicKey; readonly sealed: Buffer },
): BlindKey => {
  const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(surveyId))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const body = sealed.subarray(nonceBytes + tagBytes);
  return { publicKey, privateKey: Buffer.concat([decipher.update(body), decipher.final()]) };
};
