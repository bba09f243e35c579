import type * as z from 'zod';
import type { ReceiptResource } from '../../../lib/contract/response-shapes.ts';
import type { Receipt } from '../../../lib/surveys/submission.ts';

/** What a respondent is told, as the wire has it. */
export const showReceipt = (receipt: Receipt): z.input<typeof ReceiptResource> => {
  switch (receipt.outcome) {
    case 'partial': {
      const { id, resumeToken, revision } = receipt;
      return { id, resumeToken, revision, completedAt: null };
    }
    case 'completed':
      return { ...receipt.identified, receipt: receipt.receipt, ...receipt.resume };
    case 'screened_out':
      return { outcome: 'screened_out', receipt: receipt.receipt };
  }
};
