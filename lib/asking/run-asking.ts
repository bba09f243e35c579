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
 * until all is done or the deadline has passed. Ticks may overlap, repeat or die anywhere. What fails
 * holds nothing else up: the rest is done first, then the tick fails.
 */
export const runAsking =
  (ports: AskingPorts) =>
  async (rules: Omit<AskMoment, 'now'>, deadlineMs: number): Promise<AskingReport> => {
    const nowMs = () => epochMs(ports.now());
    const failures: unknown[] = [];
    let [steps, moved] = [0, 0];
    for (;;) {
      // A selection of millions may take half of the time: meanwhile others wait for their questions.
      const selectingUntil = nowMs() + (deadlineMs - nowMs()) / 2;
      const selected = await advanceWaves(ports, { rules, untilMs: selectingUntil, failures });
      steps += selected.steps;
      moved += await askShards(ports, { rules, untilMs: deadlineMs, failures });
      if (!selected.isCut || failures.length > 0 || nowMs() >= deadlineMs) break;
    }
    if (failures.length > 0) throw new AggregateError(failures, 'parts of the tick failed');
    return { steps, moved, isCut: nowMs() >= deadlineMs };
  };

interface Part {
  readonly rules: Omit<AskMoment, 'now'>;
  readonly untilMs: number;
  /** What failed is noted here. */
  readonly failures: unknown[];
}

/** Each wave gets its share of the time that is left, so that a large one does not stop those behind it. */
const advanceWaves = async (
  ports: AskingPorts,
  { rules, untilMs, failures }: Part,
): Promise<Advance> => {
  const nowMs = () => epochMs(ports.now());
  const waveIds = await ports.waves.agenda(ports.now());
  let [steps, isCut] = [0, false];
  for (const [index, waveId] of waveIds.entries()) {
    const endMs = nowMs() + (untilMs - nowMs()) / (waveIds.length - index);
    try {
      const advance = await advanceWave(ports, { waveId, rules, isOver: () => nowMs() >= endMs });
      steps += advance.steps;
      isCut ||= advance.isCut;
    } catch (error) {
      failures.push(error);
    }
  }
  return { steps, isCut };
};

const askShards = async (
  ports: AskingPorts,
  { rules, untilMs, failures }: Part,
): Promise<number> => {
  const isOver = () => epochMs(ports.now()) >= untilMs;
  const moved = await Promise.all(
    Array.from({ length: ports.shards }, (_, shard) =>
      askShard(ports, { shard, rules, isOver, failures }),
    ),
  );
  return moved.reduce((sum, each) => sum + each, 0);
};

interface Advance {
  readonly steps: number;
  /** Whether the time ran out before the selection did. */
  readonly isCut: boolean;
}

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
): Promise<Advance> => {
  const state = await ports.waves.find(waveId);
  if (!state || state.wave.status === 'paused') return { steps: 0, isCut: false };
  let progress = await currentProgress(ports, state, rules.zone);
  let steps = 0;
  while (progress !== null && progress.phase !== 'done' && progress.definition !== null) {
    if (isOver()) return { steps, isCut: true };
    const { definition } = progress;
    const { settings } = rules;
    progress = await selectStep(ports)({ progress, definition, settings, now: ports.now() });
    steps += 1;
  }
  // Another attempt was faster, and will see to the agenda.
  if (progress === null && steps > 0) return { steps, isCut: false };
  const latest = progress ?? state.progress;
  const dueAt = agendaOf(state.wave, latest, { now: ports.now(), zone: rules.zone });
  await ports.waves.schedule(state.wave, dueAt);
  return { steps, isCut: false };
};

interface ShardWork extends Work {
  readonly shard: number;
  readonly failures: unknown[];
}

/** One shard in turn: its counters are its own, so that no two moves meet on one item. */
const askShard = async (
  ports: AskingPorts,
  { shard, rules, isOver, failures }: ShardWork,
): Promise<number> => {
  const attempt = attempting(ports, { rules, failures });
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
      if (await attempt(entry)) progressed += 1;
    }
    moved += progressed;
    // What somebody else moves meanwhile is left to them.
    if (progressed === 0) return moved;
  }
};

/** Does what is due about an entry; one that failed is left alone for the rest of the tick. */
const attempting = (
  ports: AskingPorts,
  { rules, failures }: Pick<ShardWork, 'rules' | 'failures'>,
) => {
  const caches = cachedPorts(ports);
  const [due, question] = [askDue(caches), askCase(caches)];
  const failed = new Set<string>();
  return async (entry: QueueEntry): Promise<boolean> => {
    const place = JSON.stringify(entry);
    if (failed.has(place)) return false;
    const moment: AskMoment = { ...rules, now: ports.now() };
    try {
      return await (entry.kind === 'wave' ? due(entry, moment) : question(entry, moment));
    } catch (error) {
      failed.add(place);
      failures.push(error);
      return false;
    }
  };
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
