import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dayToDate } from '../../shared/time.ts';
import type { DayRange } from '../../surveys/ports.ts';
import type { InterviewAnswers, ReadInterviews } from '../../surveys/read-interviewers.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { queryLane } from './query.ts';
import { afterAllIds, indexRange } from './response-range.ts';

const InterviewItem = z.object({
  p: z.object({ interviewer: z.string(), answers: z.record(z.string(), z.unknown()) }),
});

/** Responses with an interviewer, shard by shard through the survey index. */
export const readInterviews = (database: Database): ReadInterviews =>
  async function* (surveyId, { from, to }: DayRange) {
    for (const shard of allShards(surveyId)) {
      const query: QueryCommandInput = {
        ...indexRange(database, shard, dayToDate(from), `${dayToDate(to)}#${afterAllIds}`),
        FilterExpression: 'attribute_exists(p.interviewer)',
      };
      for await (const interviews of queryLane(database, query, interviewOf)) yield* interviews;
    }
  };

const interviewOf = (stored: unknown): InterviewAnswers => {
  const { interviewer, answers } = InterviewItem.parse(stored).p;
  const numbers = Object.entries(answers).flatMap(([id, answer]) =>
    typeof answer === 'number' ? [[id, answer] as const] : [],
  );
  return { interviewer, answers: Object.fromEntries(numbers) };
};
