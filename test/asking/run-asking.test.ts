import { describe, expect, it } from 'vitest';
import { defaultAskingSettings } from '../../lib/asking/asking-settings.ts';
import type { CaseEntry, QueueEntry, WaveState } from '../../lib/asking/ports.ts';
import { noCounts } from '../../lib/asking/progress.ts';
import { type AskingPorts, runAsking } from '../../lib/asking/run-asking.ts';
import { selectStep } from '../../lib/asking/select-recipients.ts';
import { WaveDefinition } from '../../lib/asking/wave.ts';
import { toInstant } from '../../lib/shared/time.ts';
import { publishedSurvey } from '../surveys/sample-survey.ts';

const startMs = Date.parse('2026-03-02T04:00:00Z');
const at = toInstant(startMs);
const idOf = (index: number) => `cus_${String(index).padStart(26, '0')}`;

const survey = publishedSurvey(at);

const waveOf = (id: string, sample: { share: number } | { size: number }): WaveState => ({
  wave: {
    id,
    status: 'active',
    version: 1,
    definition: WaveDefinition.parse({
      name: 'All',
      surveyId: 'svy_1',
      sample,
      schedule: { startsOn: '2026-03-02', at: '00:00' },
    }),
    createdAt: at,
    updatedAt: at,
  },
  progress: null,
  counts: noCounts,
});

const caseEntry = (index: number): CaseEntry => ({
  kind: 'case',
  dueAt: at,
  customerId: idOf(index),
  caseId: 'cas_1',
  invitationId: 'inv_1',
  wanted: 'email',
});

/** Waves over customers without end, and a queue; every look at the clock takes a second. */
const world = (waves: readonly WaveState[], queue: QueueEntry[] = []) => {
  let nowMs = startMs;
  const checkpoints: string[] = [];
  const dropped: string[] = [];
  const unused = () => Promise.reject(new Error('not used'));
  const ports: AskingPorts = {
    waves: {
      insert: unused,
      replace: unused,
      remove: unused,
      list: unused,
      find: async (id) => waves.find(({ wave }) => wave.id === id),
      agenda: async () => waves.map(({ wave }) => wave.id),
      schedule: async () => undefined,
      checkpoint: async ({ waveId }) => {
        checkpoints.push(waveId);
        return true;
      },
    },
    recipients: {
      put: async (recipients) => recipients,
      find: unused,
      due: async (shard, _now, limit) => (shard === 0 ? queue.slice(0, limit) : []),
      move: unused,
      drop: unused,
      answered: unused,
      list: unused,
    },
    caseQuestions: {
      isAwaited: unused,
      move: unused,
      drop: async (entry) => {
        queue.splice(queue.indexOf(entry), 1);
        dropped.push(entry.customerId);
      },
    },
    listKeys: async function* () {
      for (let index = 0; ; index += 1) yield { customerId: idOf(index), position: String(index) };
    },
    contacts: async () => new Map(),
    scores: async () => new Map(),
    hadEvent: unused,
    findSurvey: async () => survey,
    findInvitation: async () => undefined,
    now: () => {
      nowMs += 1_000;
      return toInstant(nowMs);
    },
    shards: 2,
  };
  return { ports, checkpoints, dropped };
};

const rules = { settings: defaultAskingSettings, zone: 'Asia/Shanghai', canMail: true };
const deadline = startMs + 240_000;

describe('a tick of asking', () => {
  it('asks who is due while the selection of millions goes on', async () => {
    const { ports, checkpoints, dropped } = world(
      [waveOf('wav_1', { share: 1 })],
      [caseEntry(1), caseEntry(2)],
    );
    expect(await runAsking(ports)(rules, deadline)).toMatchObject({ moved: 2, isCut: true });
    expect(dropped).toEqual([idOf(1), idOf(2)]);
    expect(checkpoints.length).toBeGreaterThan(50);
  });

  it('gives every wave a share of the time', async () => {
    const ids = ['wav_1', 'wav_2', 'wav_3'];
    const { ports, checkpoints } = world(ids.map((id) => waveOf(id, { share: 1 })));
    await runAsking(ports)(rules, deadline);
    for (const id of ids)
      expect(checkpoints.filter((each) => each === id).length).toBeGreaterThan(5);
  });

  it('does all that can be done before it fails by what cannot', async () => {
    const queue = [caseEntry(1), caseEntry(2), caseEntry(3)];
    const { ports, checkpoints, dropped } = world(
      [waveOf('wav_bad', { share: 1 }), waveOf('wav_good', { share: 1 })],
      queue,
    );
    const find = async (id: string) =>
      id === 'wav_bad' ? Promise.reject(new Error('unreadable')) : ports.waves.find(id);
    const contacts: AskingPorts['contacts'] = async (ids) =>
      ids.includes(idOf(1)) && ids.length === 1
        ? Promise.reject(new Error('unreadable'))
        : new Map();
    const broken = { ...ports, contacts, waves: { ...ports.waves, find } };
    const failure: unknown = await runAsking(broken)(rules, deadline).catch((error) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect(failure).toMatchObject({ errors: { length: 2 } });
    expect(dropped).toEqual([idOf(2), idOf(3)]);
    expect(checkpoints).toContain('wav_good');
  });
});

describe('one step of a selection', () => {
  it('looks at 2,000 customers for a sample of fixed size: its candidates are written with each', async () => {
    const { ports } = world([]);
    const { wave } = waveOf('wav_1', { size: 5_000 });
    const loads: number[] = [];
    const contacts: AskingPorts['contacts'] = async (ids) => {
      loads.push(ids.length);
      return new Map();
    };
    const next = await selectStep({ ...ports, contacts })({
      progress: {
        waveId: wave.id,
        occurrence: '2026-03-02',
        sequence: 1,
        phase: 'selecting',
        position: null,
        candidates: [],
        definition: wave.definition,
        startedAt: at,
      },
      definition: wave.definition,
      settings: defaultAskingSettings,
      now: at,
    });
    expect(next?.position).toBe('1999');
    expect(loads).toEqual(Array.from({ length: 20 }, () => 100));
  });
});
