import * as z from 'zod';

/** What mail programs, social networks and advertisers append to links that are passed on. */
export const trackingNames = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'utm_id',
  'gclid',
  'dclid',
  'fbclid',
  'msclkid',
  'ttclid',
  'twclid',
  'igshid',
  'mc_cid',
  'mc_eid',
  'spm',
  'from',
  'isappinstalled',
  'scene',
  'clicktime',
  'enterid',
  'nsukey',
  'wxfrom',
] as const;

type TrackingName = (typeof trackingNames)[number];

const mark = z
  .string()
  .max(2_048)
  .optional()
  .meta({ description: 'Appended by others on the way; answered with the address without it.' });

/**
 * Parameters by which the way of a link is tracked. Visitors cannot help them, so a page takes none for
 * a mistake: it sends them to its own address, where none is left to be seen or passed on.
 */
export const trackingQuery = Object.fromEntries(
  trackingNames.map((name) => [name, mark]),
) as Readonly<Record<TrackingName, typeof mark>>;

/** The query without them; null where there are none. */
export const withoutTracking = <Query extends Readonly<Record<string, string | undefined>>>(
  query: Query,
): Omit<Query, TrackingName> | null => {
  const tracked = new Set<string>(trackingNames);
  const kept = Object.entries(query).filter(([name]) => !tracked.has(name));
  return kept.length === Object.keys(query).length
    ? null
    : (Object.fromEntries(kept) as Omit<Query, TrackingName>);
};
