/**
 * A parsed answer: a rating or number; an option id, a date or a text; the chosen option ids in the
 * order of the definition, ranked ones in the order given; consent; the column id of each row.
 */
export type Answer =
  | number
  | string
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>;

/** Parsed answers by question id; what was not answered is absent. */
export type Answers = Readonly<Record<string, Answer>>;

/** How the values arrived: JSON has types and levels, a form has strings and repeated names. */
export type Encoding = 'json' | 'form';
