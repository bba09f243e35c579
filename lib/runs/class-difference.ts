import { classChange } from '../events/class-write.ts';
import type { Classes } from '../scoring/classes.ts';

/**
 * Whether the stored classes differ, the value bucket included. A next change day that moves alone is
 * no difference: whoever scans everybody does not need it, and a write costs as much as a change.
 */
export const classesDiffer = (a: Classes, b: Classes): boolean =>
  a.bucket !== b.bucket || Object.keys(classChange(a, b)).length > 0;
