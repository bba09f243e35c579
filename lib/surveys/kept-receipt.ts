import * as z from 'zod';
import { resignResume, unsignedResume } from './resume-token.ts';
import type { Receipt } from './submission.ts';

/** A receipt as an idempotency record keeps it: everything but the signature of its resume token, which is a secret. */
const Kept = z.strictObject({
  outcome: z.enum(['completed', 'screened_out']),
  repeated: z.boolean(),
  receipt: z.string(),
  identified: z.strictObject({ id: z.string(), completedAt: z.string() }).nullable(),
  resume: z.strictObject({ id: z.string(), resumeToken: z.string(), revision: z.int() }).nullable(),
});

/**
 * What to keep of a receipt; null for one of a response that was begun: a repeat finds that anyway, and
 * an anonymous one must leave nothing behind that names its invitation.
 */
export const keepReceipt = (receipt: Receipt): string | null => {
  if (receipt.outcome === 'partial') return null;
  const { outcome, repeated } = receipt;
  const { identified, resume } =
    receipt.outcome === 'completed' ? receipt : { identified: null, resume: null };
  const kept: z.input<typeof Kept> = {
    ...{ outcome, repeated, receipt: receipt.receipt, identified },
    resume: resume && { ...resume, resumeToken: unsignedResume(resume.resumeToken) },
  };
  return JSON.stringify(kept);
};

/** The receipt again, its resume token signed anew. */
export const keptReceipt =
  ({ keys }: { readonly keys: (purpose: 'resume') => Promise<Buffer> }) =>
  async (kept: string): Promise<Receipt> => {
    const { outcome, resume, ...rest } = Kept.parse(JSON.parse(kept));
    if (outcome === 'screened_out')
      return { outcome, repeated: rest.repeated, receipt: rest.receipt };
    const key = await keys('resume');
    const again = resume && { ...resume, resumeToken: resignResume(key, resume.resumeToken) };
    return { outcome, ...rest, resume: again };
  };
