import { fail, type Result } from '../shared/result.ts';
import { quotaFull } from './check-quotas.ts';
import { firstPlaces, otherPlaces } from './choose-places.ts';
import type { Content } from './merge-answers.ts';
import type { RecordOutcome, Recount } from './ports.ts';
import type { Quota } from './quota.ts';
import { type CountedIn, type QuotaPlace, quotasOf, shardLimit } from './quota-counting.ts';
import type { SubmitPorts } from './submit-ports.ts';
import type { SurveyDefinition } from './survey.ts';
import type { Change } from './update-response.ts';

/** Quotas that a change of answers moves a response out of, with its place there, and into. */
export interface QuotaMove {
  readonly left: readonly QuotaPlace[];
  readonly entered: readonly Quota[];
}

export const recountOf = (
  definition: SurveyDefinition,
  counted: CountedIn,
  content: Content,
): QuotaMove => {
  const now = quotasOf(definition, content);
  const ids = new Set(now.map(({ id }) => id));
  return {
    left: Object.entries(counted).flatMap(([quotaId, shard]) => {
      const quota = definition.quotas.find(({ id }) => id === quotaId);
      return ids.has(quotaId) || !quota
        ? []
        : [{ quotaId, shard, limit: shardLimit(quota, shard) }];
    }),
    entered: now.filter(({ id }) => counted[id] === undefined),
  };
};

const roundsMax = 100;

/**
 * Writes a change with its place in each quota that it moves into. There is nobody to screen out any
 * more: where one is full the change is refused, whatever the quota says of new responses.
 */
export const withRecount = async (
  ports: Pick<SubmitPorts, 'quotas'>,
  { survey, target }: Change,
  { left, entered }: QuotaMove,
  write: (recount: Recount) => Promise<RecordOutcome>,
): Promise<Exclude<RecordOutcome['kind'], 'full'> | Result<never>> => {
  const { freed } = entered.length > 0 ? await ports.quotas.flags(survey.id) : { freed: 0 };
  let places = firstPlaces(entered, target.responseId);
  for (let round = 1; round <= roundsMax; round += 1) {
    const outcome = await write({ left, entered: [...places.values()] });
    if (outcome.kind !== 'full') return outcome.kind;
    const known = { surveyId: survey.id, responseId: target.responseId, freed };
    const chosen = await otherPlaces(
      ports,
      { ...known, quotas: entered, places },
      outcome.quotaIds,
    );
    if ('full' in chosen) return quotaFull(chosen.full);
    places = chosen.places;
  }
  return fail('busy', { retryAfterSeconds: 1 });
};
