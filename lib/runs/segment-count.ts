const customersPerSegment = 20_000;
const segmentsMin = 4;
const segmentsMax = 1_000;

/**
 * Scan segments for about so many customers. The number comes from the last complete run: counting
 * would cost as much as the scan itself, and DynamoDB's own item count is hours old.
 */
export const segmentCount = (customers: number): number =>
  Math.min(segmentsMax, Math.max(segmentsMin, Math.ceil(customers / customersPerSegment)));

/** Most customers that a fit looks at. */
export const sampleMax = 200_000;

/**
 * Which scan segments the sample of a fit consists of. A segment is a fixed range of DynamoDB's key
 * hash and the total is a power of two, so the same customers are drawn each night until their
 * number has doubled, and the sample is even over customers.
 */
export const samplePlan = (
  customers: number,
): { readonly total: number; readonly used: number } => {
  if (customers <= sampleMax) return { total: segmentsMin, used: segmentsMin };
  const total = 2 ** Math.ceil(Math.log2(customers / 10_000));
  return { total, used: Math.floor((sampleMax * total) / customers) };
};
