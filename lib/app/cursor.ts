import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type * as z from 'zod';
import type { SubKey } from '../adapters/secret.ts';
import { contentHash } from '../shared/canonical.ts';
import { fail, ok, type Result } from '../shared/result.ts';

const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + ivBytes + tagBytes;

/** What a list is, apart from the page: its name, filters and sort. A cursor of one is foreign to any other. */
export type Binding = Readonly<Record<string, unknown>>;

/** Makes positions in a list opaque, and refuses those that we did not give for this list. */
export interface Cursors {
  /** The cursor of a position; null for none, as `nextCursor` wants it. */
  readonly seal: (position: unknown, binding: Binding) => Promise<string | null>;
  /** The position behind a cursor; absent without one. */
  readonly open: <S extends z.ZodType>(
    cursor: string | undefined,
    binding: Binding,
    position: S,
  ) => Promise<Result<z.output<S> | undefined>>;
}

/**
 * Cursors by AES-256-GCM: signed, bound to filter and sort as associated data, and unreadable, since
 * a position may hold a name or a value that its reader should not see in an address or a log.
 */
export const cursorsWith = (subKey: SubKey): Cursors => ({
  seal: async (position, binding) => {
    if (position === undefined || position === null) return null;
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', await subKey('cursor'), iv);
    cipher.setAAD(Buffer.from(contentHash(binding)));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(position)), cipher.final()]);
    return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed]).toString(
      'base64url',
    );
  },
  open: async (cursor, binding, schema) => {
    if (cursor === undefined) return ok(undefined);
    const bytes = Buffer.from(cursor, 'base64url');
    // Decoding forgives foreign characters and stray bits at the end; a cursor has one spelling only.
    if (bytes.toString('base64url') !== cursor) return fail('invalid_cursor');
    const text = decrypt(bytes, await subKey('cursor'), binding);
    const parsed = text === undefined ? undefined : schema.safeParse(JSON.parse(text));
    return parsed?.success ? ok(parsed.data) : fail('invalid_cursor');
  },
});

const decrypt = (bytes: Buffer, key: Buffer, binding: Binding): string | undefined => {
  if (bytes.length < headBytes || bytes[0] !== version) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(contentHash(binding)));
  decipher.setAuthTag(bytes.subarray(1 + ivBytes, headBytes));
  try {
    const text = decipher.update(bytes.subarray(headBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // The tag does not fit: tampered, or of another list or key.
    return undefined;
  }
};
