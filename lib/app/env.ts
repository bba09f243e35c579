import * as z from 'zod';

/**
 * Every environment variable that a function may read. A function asks for the names it needs; its
 * template gives it exactly these, so a missing one fails at the first call with its name.
 */
const variables = {
  TABLE_CUSTOMERS: z.string().min(1),
  TABLE_EVENTS: z.string().min(1),
  TABLE_SCORES: z.string().min(1),
  TABLE_CONTROL: z.string().min(1),
  SECRET_ID: z.string().min(1),
  BUS_NAME: z.string().min(1),
  NIGHT_ARN: z.string().min(1),
  CURRENCY: z.string().regex(/^[A-Z]{3}$/),
  ZONE: z.string().min(1),
  /** Origin of the public API, for links in invitations: no slash at the end. */
  PUBLIC_URL: z.url(),
  /** Address that e-mails come from; empty where this deployment sends none. */
  MAIL_FROM: z.union([z.literal(''), z.email()]),
  AWS_REGION: z.string().min(1),
} as const;

export type Variable = keyof typeof variables;

/** The value of a variable, checked. Throws with the variable's name: that is a wrong deployment. */
export const env = (name: Variable): string => {
  const parsed = variables[name].safeParse(process.env[name]);
  if (!parsed.success) throw new Error(`environment variable ${name} is missing or malformed`);
  return parsed.data;
};
