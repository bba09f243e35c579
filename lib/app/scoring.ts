import type { ActiveClassifier } from '../events/ports.ts';
import type { PolicyRecord } from '../runs/policy-record.ts';
import { decide } from '../scoring/decide.ts';
import { prepareScoring, type Scoring } from '../scoring/scoring.ts';
import {
  businessDay,
  type CalendarDate,
  dayToDate,
  type Instant,
  toInstant,
} from '../shared/time.ts';
import { business, clock } from './base.ts';
import { models, policies } from './versions.ts';

/** A model and a policy made ready, with the policy's number. */
export interface VersionedScoring {
  readonly scoring: Scoring;
  readonly policyVersion: number;
}

/** What scores with so many versions at a time: a night's, today's and those of some past dates. */
const preparedMax = 16;
const prepared = new Map<string, VersionedScoring>();

/** Versions never change, so what was made ready once serves as long as the execution environment lives. */
export const prepareVersions = async (
  policy: PolicyRecord,
  modelVersion: string | null,
): Promise<VersionedScoring> => {
  const key = `${policy.version}/${modelVersion}`;
  const known = prepared.get(key);
  if (known) return known;
  const model = modelVersion === null ? null : await models.get(modelVersion);
  const scoring = prepareScoring(model?.model ?? null, policy.policy, business.currency);
  const versioned = { scoring, policyVersion: policy.version };
  if (prepared.size >= preparedMax) prepared.clear();
  prepared.set(key, versioned);
  return versioned;
};

/** The policy in force with the latest model, of those promoted by `knownAt`, whose data end at or before the date. */
export const scoringFor = async (
  asOf: CalendarDate,
  knownAt?: Instant,
): Promise<VersionedScoring> => {
  const [policy, version] = await Promise.all([
    policies.active(),
    models.promotedVersion(asOf, knownAt),
  ]);
  return prepareVersions(policy, version);
};

/** How long intake works with the versions that it found: a promotion reaches all of it within a minute. */
const keptMs = 60_000;

let kept: { readonly atMs: number; readonly scoring: Promise<VersionedScoring> } | undefined;

/** The scoring of today, asked for at most once a minute in an execution environment; a failed read is not kept. */
const activeScoring = (): Promise<VersionedScoring> => {
  const nowMs = clock();
  // The clock of a laptop can be set back.
  if (kept && Math.abs(nowMs - kept.atMs) < keptMs) return kept.scoring;
  const today = dayToDate(businessDay(toInstant(nowMs), business.zone));
  const scoring = scoringFor(today);
  const mine = { atMs: nowMs, scoring };
  kept = mine;
  const forget = () => {
    if (kept === mine) kept = undefined;
  };
  // Neither a failed read is kept nor that there is no model yet: the first one serves at once.
  scoring.then((found) => found.scoring.model === null && forget(), forget);
  return scoring;
};

/** Classifies records at intake, by the scoring of today. */
export const activeClassifier: ActiveClassifier = async () => {
  const { scoring } = await activeScoring();
  return ({ statistics, classes }, day) => decide(scoring, statistics, { day, stored: classes });
};
