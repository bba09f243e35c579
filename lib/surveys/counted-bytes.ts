import { type CountedQuestion, countedQuestions } from './counted-question.ts';
import { scales } from './question.ts';

/**
 * Room for the counts of a day in bytes of a DynamoDB item, which ends at 400 kB: three of them stand in
 * one item, what was shown of a day before it was over (live-cut.ts).
 */
export const countedBytesMax = 120_000;

/** A number of twelve digits, and what a member of a map takes besides. */
const countBytes = 8;
/** Names and sums that a question has besides its values. */
const questionBytes = 160;
/** The sum of its places and how often it came first, with their names. */
const placeBytes = 30;

type Part = { readonly id: string };

const lengthOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { id }) => sum + id.length, 0);

/** The values that may be counted of a question, each once: every cell of a matrix is one. */
const valuesBytes = (question: CountedQuestion): number => {
  switch (question.type) {
    case 'single':
    case 'multi':
      return lengthOf(question.options) + question.options.length * countBytes;
    case 'ranking':
      return 2 * lengthOf(question.options) + question.options.length * (countBytes + placeBytes);
    case 'matrix': {
      const { rows, columns } = question;
      const names = columns.length * lengthOf(rows) + rows.length * lengthOf(columns);
      // `<row>.<column>`
      return names + rows.length * columns.length * (countBytes + 1);
    }
    default:
      return (scales.nps.high + 1) * countBytes;
  }
};

/** Most bytes that the counts of a day take, with what only earlier versions asked. */
export const countedBytes = (
  questions: readonly CountedQuestion[],
  earlier: readonly CountedQuestion[],
): number =>
  countedQuestions(questions, earlier).reduce(
    (sum, question) => sum + question.id.length + questionBytes + valuesBytes(question),
    0,
  );
