import { hkdfSync } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** What a sub-key is for. Each purpose has its own key, so that one leaked use opens no other. */
export type KeyPurpose =
  | 'identity'
  | 'cursor'
  | 'invitation'
  | 'openLink'
  | 'resume'
  | 'receipt'
  | 'unsubscribe'
  | 'form'
  | 'network'
  | 'blindKeys'
  | 'order';

/** Gives the 32-byte key of a purpose. A port. */
export type SubKey = (purpose: KeyPurpose) => Promise<Buffer>;

/**
 * Sub-keys of the deployment's one secret, by HKDF-SHA-256 (RFC 5869). The secret is read once per
 * execution environment; a failed read is not remembered.
 */
export const subKeys = (secretId: () => string): SubKey => {
  let secret: Promise<string> | undefined;
  const derived = new Map<KeyPurpose, Buffer>();
  return async (purpose) => {
    const known = derived.get(purpose);
    if (known) return known;
    secret ??= read(secretId()).catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    const key = Buffer.from(hkdfSync('sha256', await secret, 'clientele', purpose, 32));
    derived.set(purpose, key);
    return key;
  };
};

const read = async (secretId: string): Promise<string> => {
  const client = new SecretsManagerClient({});
  const answer = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!answer.SecretString) throw new Error('the secret is empty');
  return answer.SecretString;
};
