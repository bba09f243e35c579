import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import type { EventOf } from '../../lib/events/ledger-event.ts';

const day = 20_000;
const instant = (minute: number) => new Date(day * 86_400_000 + minute * 60_000).toISOString();

/** A revision of a response, as intake and the edit window write it: the instant of the first stays. */
const revisionOf = (
  response: number,
  revision: number,
  nps: number | undefined,
): EventOf<'response'> => ({
  ...{ type: 'response', ledgerId: 'led_a', customerId: 'cus_a', by: 'cus_a', hash: 'h' },
  eventId: revision === 1 ? `rsp_${response}` : `rsp_${response}.${revision}`,
  ...{ occurredAt: instant(response), day, recordedAt: instant(response + 60 * revision) },
  ...{ surveyId: 'svy_a', responseId: `rsp_${response}`, surveyVersion: 1, answers: {} },
  metrics: nps === undefined ? {} : { nps, csat: 1 + (nps % 5) },
  ...(revision === 1 ? {} : { revision }),
});

const scores = fc.array(fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }), {
  minLength: 1,
  maxLength: 5,
});

describe('a response that was changed', () => {
  it('counts as if only its last revision were, in whatever order the ledger is read', () => {
    const responses = fc.array(scores, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(responses, fc.infiniteStream(fc.nat()), (changed, order) => {
        const all = changed.flatMap((values, response) =>
          values.map((nps, at) => revisionOf(response, at + 1, nps)),
        );
        const last = changed.map((values, response) => revisionOf(response, 1, values.at(-1)));
        const mixed = all
          .map((event) => ({ event, key: order.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(foldLedger(mixed).inputsHash).toBe(foldLedger(last).inputsHash);
      }),
    );
  });

  it('counts as it was known at a time', () => {
    const events = [revisionOf(0, 1, 2), revisionOf(0, 2, 9)];
    const then = foldLedger(events, { knownAt: instant(61) });
    expect(then.detail.answers.nps?.value).toBe(2);
    expect(foldLedger(events).detail.answers.nps?.value).toBe(9);
  });
});
