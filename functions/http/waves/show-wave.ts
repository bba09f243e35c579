import type * as z from 'zod';
import { business } from '../../../lib/app/base.ts';
import { waves } from '../../../lib/app/waves.ts';
import { agendaOf } from '../../../lib/asking/change-wave.ts';
import type { WaveState } from '../../../lib/asking/ports.ts';
import { dueCount } from '../../../lib/asking/progress.ts';
import type { WaveResource } from '../../../lib/contract/wave-shapes.ts';
import type { Instant } from '../../../lib/shared/time.ts';

/** Whether nobody may know whose link was used. */
export const isAnonymous = async (surveyId: string): Promise<boolean> =>
  (await waves.findSurvey(surveyId))?.definition.mode === 'anonymous';

/** A wave as staff read it: what it is, and how far it has come. */
export const showWave = async (
  { wave, progress, counts }: WaveState,
  now: Instant,
): Promise<z.input<typeof WaveResource>> => {
  const selecting = progress !== null && progress.phase !== 'done';
  const nextAt = agendaOf(wave, progress, { now, zone: business.zone });
  const isFinished = wave.status === 'active' && nextAt === null;
  const { considered, eligible, sampled, sent, reminded, failed, skipped } = counts;
  const answered = (await isAnonymous(wave.definition.surveyId)) ? null : counts.answered;
  return {
    id: wave.id,
    status: isFinished ? 'finished' : wave.status,
    version: wave.version,
    ...wave.definition,
    progress: {
      occurrence: progress?.occurrence ?? null,
      selecting,
      nextAt: selecting ? null : nextAt,
      ...{ considered, eligible, sampled, sent, reminded, failed, skipped, answered },
      due: dueCount(counts),
    },
    createdAt: wave.createdAt,
    updatedAt: wave.updatedAt,
  };
};

/** The answer 200 with a wave and its entity tag. */
export const waveReply = async (state: WaveState, now: Instant) => ({
  status: 200 as const,
  body: await showWave(state, now),
  version: state.wave.version,
  resourceId: state.wave.id,
});
