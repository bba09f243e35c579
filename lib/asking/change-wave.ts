import type { InputError } from '../shared/failure.ts';
import { mergePatch } from '../shared/merge-patch.ts';
import { mergedErrors } from '../shared/patch-of.ts';
import { pointerOf } from '../shared/pointer.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { Survey } from '../surveys/survey.ts';
import { nextStart } from './occurrences.ts';
import type { WaveState, WaveStore } from './ports.ts';
import { noCounts, type Progress } from './progress.ts';
import { type Wave, WaveDefinition, type WavePatch } from './wave.ts';

export interface WavePorts {
  readonly waves: Pick<WaveStore, 'insert' | 'find' | 'replace' | 'remove'>;
  readonly findSurvey: (surveyId: string) => Promise<Survey | undefined>;
  readonly zone: () => string;
}

type IfMatch = number | '*' | undefined;

export interface WaveRequest {
  readonly waveId: string;
  readonly ifMatch: IfMatch;
  readonly now: Instant;
}

/** When the job is to look at a wave: at once while a selection is under way. */
export const agendaOf = (
  { definition, status }: Wave,
  progress: Progress | null,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): Instant | null => {
  if (status === 'paused') return null;
  if (progress !== null && progress.phase !== 'done') return now;
  return nextStart(definition.schedule, { now, begun: progress?.occurrence ?? null, zone });
};

const hiddenErrors = (survey: Survey, { hidden }: WaveDefinition): readonly InputError[] => {
  const known = new Set(survey.definition.hidden.map(({ id }) => id));
  return Object.keys(hidden)
    .filter((id) => !known.has(id))
    .map((id) => ({
      pointer: pointerOf(['hidden', id]),
      code: 'unknown_field',
      message: 'The survey has no such hidden field',
    }));
};

/** An item holds a definition beside the 5,000 candidates of a sample (200 kB), and ends at 400 kB. */
const definitionBytesMax = 50_000;

const sizeErrors = (definition: WaveDefinition): readonly InputError[] =>
  Buffer.byteLength(JSON.stringify(definition)) <= definitionBytesMax
    ? []
    : [
        {
          pointer: '',
          code: 'too_big',
          message: `A wave has at most ${definitionBytesMax} bytes of JSON`,
        },
      ];

const checkSurvey = async (
  { findSurvey }: WavePorts,
  definition: WaveDefinition,
): Promise<Result<Survey>> => {
  const survey = await findSurvey(definition.surveyId);
  if (!survey) return fail('survey_not_found');
  if (survey.status !== 'open') return fail('survey_not_open');
  const errors = [...sizeErrors(definition), ...hiddenErrors(survey, definition)];
  return errors.length > 0 ? fail('invalid_request', { errors }) : ok(survey);
};

/** Plans a wave. The same id again is an earlier attempt of the same request. */
export const createWave =
  (ports: WavePorts) =>
  async (id: string, definition: WaveDefinition, now: Instant): Promise<Result<WaveState>> => {
    const survey = await checkSurvey(ports, definition);
    if (!survey.ok) return survey;
    const wave: Wave = {
      id,
      status: 'active',
      version: 1,
      definition,
      createdAt: now,
      updatedAt: now,
    };
    const isNew = await ports.waves.insert(wave, agendaOf(wave, null, { now, zone: ports.zone() }));
    const stored = isNew ? undefined : await ports.waves.find(id);
    return ok(stored ?? { wave, progress: null, counts: noCounts });
  };

export const readWave =
  ({ waves }: { readonly waves: Pick<WaveStore, 'find'> }) =>
  async (waveId: string): Promise<Result<WaveState>> => {
    const state = await waves.find(waveId);
    return state ? ok(state) : fail('wave_not_found');
  };

const attemptsMax = 25;

type Decide = (state: WaveState) => Result<Wave> | Promise<Result<Wave>>;

/** The next state over the version that was read; decided again when somebody else was faster. */
const change = async (
  { waves, zone }: WavePorts,
  { waveId, ifMatch, now }: WaveRequest,
  decide: Decide,
): Promise<Result<WaveState>> => {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const state = await waves.find(waveId);
    if (!state) return fail('wave_not_found');
    const { version } = state.wave;
    if (typeof ifMatch === 'number' && ifMatch !== version) return fail('stale_version');
    const decided = await decide(state);
    if (!decided.ok) return decided;
    const wave = { ...decided.value, version: version + 1, updatedAt: now };
    const dueAt = agendaOf(wave, state.progress, { now, zone: zone() });
    if (await waves.replace(wave, version, dueAt)) return ok({ ...state, wave });
  }
  return fail('busy', { retryAfterSeconds: 1 });
};

/** Of share and size a sample has one: naming one takes the place of the other. */
const mergedWave = (definition: WaveDefinition, patch: WavePatch): unknown => {
  const { sample } = patch;
  const named = Object.entries(sample ?? {}).flatMap(([member, value]) =>
    value === null ? [] : [member],
  );
  const isOther = named.length > 0 && !named.some((member) => member in definition.sample);
  return mergePatch(isOther ? { ...definition, sample: {} } : definition, patch);
};

/** Changes a wave. Audience, sample and schedule hold from the next occurrence on, texts and reminders at once. */
export const patchWave = (ports: WavePorts) => (request: WaveRequest, patch: WavePatch) =>
  change(ports, request, async ({ wave }) => {
    const parsed = WaveDefinition.safeParse(mergedWave(wave.definition, patch));
    if (!parsed.success) return fail('invalid_request', { errors: mergedErrors(parsed.error) });
    const survey = await checkSurvey(ports, parsed.data);
    return survey.ok ? ok({ ...wave, definition: parsed.data }) : survey;
  });

/** Nobody is asked or reminded by a paused wave. */
export const pauseWave = (ports: WavePorts) => (request: WaveRequest) =>
  change(ports, request, ({ wave }) =>
    wave.status === 'paused' ? fail('wave_paused') : ok({ ...wave, status: 'paused' }),
  );

export const resumeWave = (ports: WavePorts) => (request: WaveRequest) =>
  change(ports, request, ({ wave }) =>
    wave.status === 'paused' ? ok({ ...wave, status: 'active' }) : fail('wave_not_paused'),
  );

/** Removes a wave: nobody is asked or reminded any more; links that were sent go on to work. */
export const removeWave =
  ({ waves }: WavePorts) =>
  async ({ waveId, ifMatch }: WaveRequest): Promise<Result<null>> => {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const state = await waves.find(waveId);
      if (!state) return fail('wave_not_found');
      if (typeof ifMatch === 'number' && ifMatch !== state.wave.version)
        return fail('stale_version');
      if (await waves.remove(state.wave)) return ok(null);
    }
    return fail('busy', { retryAfterSeconds: 1 });
  };
