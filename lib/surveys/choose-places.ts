import type { QuotaStore } from './ports.ts';
import type { Quota } from './quota.ts';
import { placesOf, type QuotaPlace } from './quota-counting.ts';

/** Where a response is to be counted, or the first quota that has no room. */
export type Chosen =
  | { readonly places: ReadonlyMap<string, QuotaPlace> }
  | { readonly full: Quota };

/** The first guess needs no read: one counter of each quota, spread by the response's id. */
export const firstPlaces = (
  quotas: readonly Quota[],
  responseId: string,
): ReadonlyMap<string, QuotaPlace> =>
  new Map(
    quotas.flatMap((quota) =>
      placesOf(quota, responseId)
        .slice(0, 1)
        .map((at) => [quota.id, at]),
    ),
  );

/**
 * Other places for the quotas whose counters refused, of those that have room now. A quota of which
 * none has is full: it is marked so, unless a place was given back since the flags were read.
 */
export const otherPlaces = async (
  { quotas: store }: { readonly quotas: QuotaStore },
  known: {
    readonly surveyId: string;
    readonly responseId: string;
    readonly freed: number;
    readonly quotas: readonly Quota[];
    readonly places: ReadonlyMap<string, QuotaPlace>;
  },
  refused: readonly string[],
): Promise<Chosen> => {
  const { surveyId, responseId, freed, quotas } = known;
  const places = new Map(known.places);
  for (const quota of quotas.filter(({ id }) => refused.includes(id))) {
    const [place] = await store.withRoom(surveyId, placesOf(quota, responseId));
    if (!place) {
      await store.markFull(surveyId, quota.id, freed);
      return { full: quota };
    }
    places.set(quota.id, place);
  }
  return { places };
};
