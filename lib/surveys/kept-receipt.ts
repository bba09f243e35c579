import * as z from 'zod';
import { linkReceipt, targetOf } from './invitation-token.ts';
import type { ReadLinkKeys } from './link-keys.ts';
import { cutReceipt, putReceipt, resignResume, unsignedResume } from './resume-token.ts';
import type { Receipt } from './submission.ts';

/** A receipt as an idempotency record keeps it: everything but the signature of its resume token, which is a secret. */
const Kept = z.strictObject({
  outcome: z.enum(['completed', 'screened_out']),
  repeated: z.boolean(),
  /** Null where it is made again from the personal link of the repeat. */
  receipt: z.string().nullable(),
  identified: z.strictObject({ id: z.string(), completedAt: z.string() }).nullable(),
  resume: z.strictObject({ id: z.string(), resumeToken: z.string(), revision: z.int() }).nullable(),
});

/**
 * What to keep of a receipt; null for one of a response that was begun: a repeat finds that anyway, and
 * an anonymous one must leave nothing behind that names its invitation. Neither must one that may be
 * changed: our keys lead from its receipt to the invitation, and from its id to the answers.
 */
export const keepReceipt = (receipt: Receipt, token: string | undefined): string | null => {
  if (receipt.outcome === 'partial') return null;
  const { outcome, repeated } = receipt;
  const { identified, resume } =
    receipt.outcome === 'completed' ? receipt : { identified: null, resume: null };
  const isApart = token !== undefined && identified === null && resume !== null;
  const shorten = (resumeToken: string): string =>
    isApart ? cutReceipt(unsignedResume(resumeToken)) : unsignedResume(resumeToken);
  const kept: z.input<typeof Kept> = {
    ...{ outcome, repeated, receipt: isApart ? null : receipt.receipt, identified },
    resume: resume && { ...resume, resumeToken: shorten(resume.resumeToken) },
  };
  return JSON.stringify(kept);
};

interface KeptPorts {
  readonly keys: (purpose: 'resume' | 'receipt') => Promise<Buffer>;
  readonly linkKeys: ReadLinkKeys;
}

/** The receipt of the link that a repeat comes by: the same request brought it the first time. */
const receiptOfToken = async ({ keys, linkKeys }: KeptPorts, token = ''): Promise<string> =>
  linkReceipt(await keys('receipt'), (await linkKeys()).first, targetOf(token));

/** The receipt again, its resume token signed anew. */
export const keptReceipt =
  (ports: KeptPorts) =>
  async (kept: string, token: string | undefined): Promise<Receipt> => {
    const { outcome, resume, receipt: whole, ...rest } = Kept.parse(JSON.parse(kept));
    const receipt = whole ?? (await receiptOfToken(ports, token));
    if (outcome === 'screened_out') return { outcome, repeated: rest.repeated, receipt };
    if (!resume) return { outcome, ...rest, receipt, resume };
    const { resumeToken } = resume;
    const unsigned = whole === null ? putReceipt(resumeToken, receipt) : resumeToken;
    const signed = resignResume(await ports.keys('resume'), unsigned);
    return { outcome, ...rest, receipt, resume: { ...resume, resumeToken: signed } };
  };
