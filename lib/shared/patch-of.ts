import * as z from 'zod';
import type { InputError } from './failure.ts';
import { pointerOf } from './pointer.ts';

/** Makes each member of a merge patch (RFC 7396) removable with null. */
export const patchOf = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(
    // The mapped type says what the entries are; Object.fromEntries forgets it.
    Object.fromEntries(
      Object.entries(shape).map(([member, schema]) => [
        member,
        z.union([z.null(), schema as z.ZodType]).optional(),
      ]),
    ) as unknown as { [K in keyof T]: z.ZodOptional<z.ZodUnion<[z.ZodNull, T[K]]>> },
  );

/** Words about schemas, not about the value. */
const unnamed = new Set(['custom', 'invalid_union']);

/**
 * What is wrong with the outcome of a merge. Each part was valid by itself when it was read; what can
 * be wrong here is what they are together, or one that is missing.
 */
export const mergedErrors = (error: z.core.$ZodError): readonly InputError[] =>
  error.issues.map((issue): InputError => {
    const pointer = pointerOf(issue.path);
    if (issue.code === 'invalid_type' && issue.input === undefined)
      return { pointer, code: 'required', message: 'This is needed' };
    const named = issue.code === 'custom' ? issue.params?.['code'] : undefined;
    const code = unnamed.has(issue.code) ? 'invalid_value' : issue.code;
    return { pointer, code: typeof named === 'string' ? named : code, message: issue.message };
  });
