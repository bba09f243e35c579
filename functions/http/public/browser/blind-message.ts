import {
  type Blinded,
  blind,
  type PublicKey,
  prepareMessage,
  unblind as takeBlindingOff,
} from '../../../../lib/surveys/blind-client.ts';

export type { PublicKey } from '../../../../lib/surveys/blind-client.ts';

/** A message whose blinded form may be signed, with what takes the blinding off again: that never leaves the browser. */
export interface BlindedMessage extends Blinded {
  readonly message: string;
}

export const blindMessage = async (key: PublicKey): Promise<BlindedMessage> => {
  const message = prepareMessage();
  return { message, ...(await blind(key, message)) };
};

/** The signature of the message, or undefined where it does not verify. */
export const unblind = async (
  key: PublicKey,
  { message, inverse }: BlindedMessage,
  blindSignature: string,
): Promise<string | undefined> => {
  try {
    return await takeBlindingOff(key, { message, inverse, blindSignature });
  } catch {
    return undefined;
  }
};
