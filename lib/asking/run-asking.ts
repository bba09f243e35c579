import { epochMs, type Instant } from '../shared/time.ts';
import type { Survey } from '../surveys/survey.ts';
import { askCase } from './ask-case.ts';
import { type AskMoment, askDue } from './ask-due.ts';
import { agendaOf } from './change-wave.ts';
import { dueOccurrence } from './occurrences.ts';
import type {
  CaseQuestionStore,
  QueueEntry,
  RecipientStore,
  WaveState,
  WaveStore,
} from './ports.ts';
import type { Progress } from './progress.ts';
import { type SelectionPorts, selectStep } from './select-recipients.ts';

export interface AskingPorts extends SelectionPorts {
  readonly waves: WaveStore;
  readonly recipients: RecipientStore;
  readonly caseQuestions: CaseQuestionStore;
  readonly findSurvey: (surveyId: string) => Promise<Survey | undefined>;
  readonly findInvitation: Parameters<typeof askDue>[0]['findInvitation'];
  readonly now: () => Instant;
  readonly shards: number;
}

/** What one tick did. */
export interface AskingReport {
  readonly steps: number;
  readonly moved: number;
  /** Whether the time ran out before the work did: the next tick goes on. */
  readonly isCut: boolean;
}

/** Entries that are read of one shard at once. */
const entriesAtOnce = 50;

/**
 * One tick: begins occurrences that are due, goes on with selections, then asks and reminds who is due,
 * until all is done or the deadline has passed. Ticks may overlap, repeat or die anywhere.
 */
export const runAsking =
  (ports: AskingPorts) =>
  async (rules: Omit<AskMoment, 'now'>, deadlineMs: number): Promise<AskingReport> => {
    const isOver = () => epochMs(ports.now()) >= deadlineMs;
    let steps = 0;
    for (const waveId of await ports.waves.agenda(ports.now()))
      steps += await advanceWave(ports, { waveId, rules, isOver });
    const shards = Array.from({ length: ports.shards }, (_, shard) => shard);
    const moved = await Promise.all(
      shards.map((shard) => askShard(ports, { shard, rules, isOver })),
    );
    return { steps, moved: moved.reduce((sum, each) => sum + each, 0), isCut: isOver() };
  };

interface Work {
  readonly rules: Omit<AskMoment, 'now'>;
  readonly isOver: () => boolean;
}

/** The checkpoint that begins an occurrence, or the one that a selection stopped at; null where none is due. */
const currentProgress = async (
  ports: AskingPorts,
  { wave, progress }: WaveState,
  zone: string,
): Promise<Progress | null> => {
  if (progress !== null && progress.phase !== 'done') return progress;
  const now = ports.now();
  const { definition } = wave;
  const begun = progress?.occurrence ?? null;
  const occurrence = dueOccurrence(definition.schedule, { now, begun, zone });
  if (occurrence === null) return null;
  const survey = await ports.findSurvey(definition.surveyId);
  const isOpen = survey?.status === 'open';
  const first: Progress = {
    waveId: wave.id,
    occurrence,
    sequence: (progress?.sequence ?? 0) + 1,
    phase: isOpen ? 'selecting' : 'done',
    position: null,
    candidates: [],
    definition: isOpen ? definition : null,
    startedAt: now,
  };
  return (await ports.waves.checkpoint(first, {})) ? first : null;
};

const advanceWave = async (
  ports: AskingPorts,
  { waveId, rules, isOver }: Work & { readonly waveId: string },
): Promise<number> => {
  const state = await ports.waves.find(waveId);
  if (!state || state.wave.status === 'paused') return 0;
  let progress = await currentProgress(ports, state, rules.zone);
  let steps = 0;
  while (progress !== null && progress.phase !== 'done' && progress.definition !== null) {
    if (isOver()) return steps;
    const { definition } = progress;
    const { settings } = rules;
    progress = await selectStep(ports)({ progress, definition, settings, now: ports.now() });
    steps += 1;
  }
  // Another attempt was faster, and will see to the agenda.
  if (progress === null && steps > 0) return steps;
  const latest = progress ?? state.progress;
  const dueAt = agendaOf(state.wave, latest, { now: ports.now(), zone: rules.zone });
  await ports.waves.schedule(state.wave, dueAt);
  return steps;
};

/** One shard in turn: its counters are its own, so that no two moves meet on one item. */
const askShard = async (
  ports: AskingPorts,
  { shard, rules, isOver }: Work & { readonly shard: number },
): Promise<number> => {
  const caches = cachedPorts(ports);
  const [due, question] = [askDue(caches), askCase(caches)];
  const step = (entry: QueueEntry, moment: AskMoment) =>
    entry.kind === 'wave' ? due(entry, moment) : question(entry, moment);
  let moved = 0;
  for (;;) {
    const entries: readonly QueueEntry[] = await ports.recipients.due(
      shard,
      ports.now(),
      entriesAtOnce,
    );
    let progressed = 0;
    for (const entry of entries) {
      if (isOver()) return moved + progressed;
      if (await step(entry, { ...rules, now: ports.now() })) progressed += 1;
    }
    moved += progressed;
    // What somebody else moves meanwhile is left to them.
    if (progressed === 0) return moved;
  }
};

/** Waves and surveys are read once for so many entries: a pause or a closing holds within the tick's next page. */
const cachedPorts = (ports: AskingPorts) => {
  const keptFor = 50;
  const cached = <T>(read: (id: string) => Promise<T>) => {
    const kept = new Map<string, { readonly value: Promise<T>; uses: number }>();
    return (id: string): Promise<T> => {
      const known = kept.get(id);
      if (known && known.uses < keptFor) {
        known.uses += 1;
        return known.value;
      }
      const value = read(id);
      kept.set(id, { value, uses: 1 });
      return value;
    };
  };
  return {
    recipients: ports.recipients,
    caseQuestions: ports.caseQuestions,
    contacts: ports.contacts,
    findInvitation: ports.findInvitation,
    findWave: cached(ports.waves.find),
    findSurvey: cached(ports.findSurvey),
  };
};
