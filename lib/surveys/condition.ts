import * as z from 'zod';
import { Decimal } from '../shared/decimal.ts';
import { Identifier, OptionId } from './identifiers.ts';

const scalar = z.union([Decimal, z.string().min(1).max(200), z.boolean()]);
const bound = z.union([Decimal, z.iso.date()]);
const question = Identifier.meta({ description: 'Id of an earlier question.' });
const hidden = Identifier.meta({ description: 'Id of a hidden field.' });

/** One test of one answer or hidden field. Whatever was not answered, or not asked, fails every test but `answered: false`. */
export const Test = z
  .union([
    z.strictObject({ question, is: scalar }),
    z.strictObject({ question, in: z.array(scalar).min(1).max(100) }),
    z.strictObject({ question, atLeast: bound }),
    z.strictObject({ question, atMost: bound }),
    z.strictObject({ question, includes: OptionId }),
    z.strictObject({ question, answered: z.boolean() }),
    z.strictObject({ hidden, is: scalar }),
    z.strictObject({ hidden, in: z.array(scalar).min(1).max(100) }),
  ])
  .meta({ id: 'SurveyTest' });
export type Test = z.infer<typeof Test>;

const Clause = z
  .union([
    Test,
    z.strictObject({ not: Test }),
    z.strictObject({ all: z.array(Test).min(1).max(20) }),
    z.strictObject({ any: z.array(Test).min(1).max(20) }),
  ])
  .meta({ id: 'SurveyClause' });
export type Clause = z.infer<typeof Clause>;

/**
 * When a question is asked, or a response counts for a quota: a test, or tests joined by all, any
 * and not. Two levels can say everything, and can be proven at publish.
 */
export const Condition = z
  .union([
    Clause,
    z.strictObject({ all: z.array(Clause).min(1).max(20) }),
    z.strictObject({ any: z.array(Clause).min(1).max(20) }),
  ])
  .meta({ id: 'SurveyCondition' });
export type Condition = z.infer<typeof Condition>;
