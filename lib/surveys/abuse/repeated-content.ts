import { createHmac } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical.ts';
import type { StoredAnswers } from '../response.ts';
import { repeatedBytesMin } from './limits.ts';

const bytesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/**
 * What stands for equal content from one network, null where the texts are too short to tell a flood
 * from people who say the same. A keyed hash: nobody who reads the counter finds out a text by trying.
 */
export const repeatedContent = (
  key: Buffer,
  network: string,
  { answers, texts }: StoredAnswers,
): string | null =>
  bytesOf(Object.values(texts)) < repeatedBytesMin
    ? null
    : createHmac('sha256', key)
        .update(canonicalJson([network, answers, texts]))
        .digest('base64url')
        .slice(0, 22);
