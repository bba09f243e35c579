const customersPerSegment = 20_000;
const segmentsMin = 4;
const segmentsMax = 1_000;

/**
 * Scan segments for about so many customers. The number comes from the last complete run: counting
 * would cost as much as the scan itself, and DynamoDB's own item count is hours old.
 */
export const segmentCount = (customers: number): number =>
  Math.min(segmentsMax, Math.max(segmentsMin, Math.ceil(customers / customersPerSegment)));

/** Most customers whose compact statistics a fit looks at. */
export const sampleMax = 200_000;
/** Most customers whose ledgers a fit reads: 20,000 queries are a minute or two of the job's fifteen. */
export const ledgersMax = 20_000;

/** Scan segments hold about a twentieth of what is wanted, so that the sample comes out within 5 % of it. */
const segmentsWanted = 20;

/**
 * Which scan segments the sample of a fit consists of. A segment is a fixed range of DynamoDB's key
 * hash and the total is a power of two, so the same customers are drawn each night until their
 * number has doubled, and the sample is even over customers.
 */
export const samplePlan = (
  customers: number,
  wanted: number = sampleMax,
): { readonly total: number; readonly used: number } => {
  if (customers <= wanted) return { total: segmentsMin, used: segmentsMin };
  const total = 2 ** Math.ceil(Math.log2((customers * segmentsWanted) / wanted));
  return { total, used: Math.floor((wanted * total) / customers) };
};
