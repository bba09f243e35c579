import { betaGeometricModel } from './beta-geometric.ts';

/**
 * BG/NBD (Fader, Hardie and Lee 2005, Marketing Science 24). Purchases are Poisson with a Gamma(r, alpha) rate; after
 * each repeat purchase the customer leaves with a Beta(a, b) probability; the two are independent.
 */
export const bgNbd = betaGeometricModel('bg-nbd', { firstCoin: 0 });
