/** A Lambda filter pattern over stream records: members that must match, with arrays of alternatives at the leaves. */
export type StreamFilter = { readonly [member: string]: StreamFilter | readonly unknown[] };

/**
 * Which writes of a table with a stream wake the relay. Everything else costs no invocation: most
 * purchases change no class, and a visit becomes no message.
 */
export const streamFilters = {
  events: {
    eventName: ['INSERT'],
    dynamodb: {
      NewImage: {
        type: {
          S: [
            'purchase',
            'refund',
            'complaint',
            'referral',
            'void',
            'response',
            'feedback',
            'case',
            'analysis',
            'erasure',
            'asked',
          ],
        },
      },
    },
  },
  // Writes that change no class remove `ch`. `exists` works on leaves only, hence the member.
  scores: {
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { NewImage: { ch: { M: { at: { S: [{ exists: true }] } } } } },
  },
} as const satisfies Record<string, StreamFilter>;

/** A table whose stream leads to a function. */
export type StreamTable = keyof typeof streamFilters;
