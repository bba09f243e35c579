import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../../lib/runs/make-model.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { scorecardOf } from '../../lib/scoring/scorecard.ts';
import type { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { cdnowLedgers } from '../evaluation/ledgers.ts';
import {
  customersUpTo,
  dayOf,
  hasCdnow,
  readCdnow,
  statisticsOf,
} from '../reference/cdnow-data.ts';
import { emptyDetail } from '../scoring/sample-shop.ts';
import { type Deployment, deploy } from '../support/deployment.ts';
import { type CdnowFile, openCdnowFile, scoreAsOf, scorecardsAsOf } from './cdnow/import-cdnow.ts';

const customers = 200;
const asOf = '1997-09-30';
const day = dayOf(asOf);

/** What the models say by themselves of the first customers, from the file alone. */
const pureScores = () => {
  const people = customersUpTo(readCdnow('sample'), day).filter(
    ({ id }) => Number(id) <= customers,
  );
  const inSample = new Set(people.map(({ id }) => `cus_${id.padStart(26, '0')}`));
  const now = '2026-11-21T00:00:00.000Z';
  const model = makeModel({
    ...{ asOf, knownAt: now, now, currency: 'USD', active: null },
    sample: people.map(statisticsOf),
    ledgers: cdnowLedgers('sample')
      .filter(({ customerId }) => inSample.has(customerId))
      .map((ledger) => ({ ...ledger, tier: null })),
    friends: new Map(),
    customers,
    policy: { version: 1, policy: defaultPolicy, since: null, by: null },
  });
  const scoring = prepareScoring(model, defaultPolicy, 'USD');
  const cards = people.map((person): readonly [string, Scorecard] => [
    person.id,
    scorecardOf(scoring, {
      ...{ customerId: person.id, statistics: statisticsOf(person), detail: emptyDetail, day },
      ...{ stored: null, knownAt: '2026-11-21T00:00:00.000Z', inputsHash: '', policyVersion: 1 },
    }),
  ]);
  return { version: model.version, cards: new Map(cards) };
};

/** What a scorecard says by the models; the rest comes from the detail and the request. */
const modelled = ({ value, expectedPurchases, churn, tier, nextTier, ...card }: Scorecard) => ({
  ...{ clv: value.clv, base: value.potential.base, expectedPurchases, churn, tier, nextTier },
  ...{ rfm: card.rfm, stage: card.stage, activity: card.activity, reasons: card.reasons },
});

/** In cents, from the ledger: a scorecard adds up what was bought until then. */
const spentUntil = (last: number): ReadonlyMap<string, number> => {
  const spent = new Map<string, number>();
  for (const purchase of readCdnow('sample').filter((each) => each.day <= last))
    spent.set(purchase.id, (spent.get(purchase.id) ?? 0) + purchase.cents);
  return spent;
};

describe.skipIf(!hasCdnow)(
  'the first 200 CDNOW customers through the command line (skipped without ../shared/data)',
  () => {
    let suite: Deployment;
    let file: CdnowFile;
    beforeAll(async () => {
      suite = await deploy({ currency: 'USD', zone: 'UTC' });
      file = await openCdnowFile(customers);
    }, 180_000);
    afterAll(async () => {
      await suite?.stop();
      await file?.remove();
    });

    it('an import that is interrupted says so, and the same command goes on from there', async () => {
      const interrupted = await file.interruptImport(suite.url);
      expect(interrupted.output).toContain('Interrupted: the same command goes on from here.');
      expect(interrupted.code).toBe(130);
      const { stored = 0 } = await file.outcomes();
      expect(stored).toBeGreaterThan(0);
      expect(stored).toBeLessThan(file.rows);
      const resumed = await file.importTo(suite.url);
      expect(resumed.output).toContain(`${stored} of these rows were answered before this start.`);
      expect(resumed.code).toBe(0);
      expect(await file.outcomes()).toEqual({ stored: file.rows });
    }, 300_000);

    it('a second import stores nothing', async () => {
      const again = await file.importTo(suite.url);
      expect(again.output).toContain('Nothing changed: every row was stored before.');
      expect(again.code).toBe(0);
      expect(await file.outcomes()).toEqual({ repeated: file.rows });
    }, 300_000);

    it('scores as of a past date are those of the pure models on the same rows', async () => {
      const scored = await scoreAsOf(suite.url, asOf);
      const pure = pureScores();
      expect(scored).toMatchObject({ code: 0 });
      expect(scored.output).toContain(`Model ${pure.version} on ${customers} customers: promoted`);
      const cards = await scorecardsAsOf(suite.client, asOf);
      const spent = spentUntil(day);
      expect(cards.size).toBe(customers);
      for (const [number, card] of cards) {
        const expected = pure.cards.get(number);
        expect(modelled(card)).toEqual(expected && modelled(expected));
        expect(card.modelVersion).toBe(pure.version);
        expect(card.value.historic.amount).toBe(spent.get(number));
      }
    }, 300_000);
  },
);
