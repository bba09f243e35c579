import { betaGeometricModel } from './beta-geometric.ts';

/**
 * MBG/NBD (Batislam, Denizel and Filiztekin 2007; Wagner and Hoppe 2008). BG/NBD in which the customer may already
 * leave after the first purchase, so that a single purchase is not proof of being alive.
 */
export const mbgNbd = betaGeometricModel('mbg-nbd', { firstCoin: 1 });
