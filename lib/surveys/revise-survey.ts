import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { SurveyRequest } from './change-survey.ts';
import { definitionErrors } from './check-definition.ts';
import { revisionErrors } from './check-revision.ts';
import { countedQuestions } from './counted-question.ts';
import { checkSize } from './create-survey.ts';
import type { SurveyStore } from './ports.ts';
import { isPublished, type PublishedSurvey, type Survey, type SurveyDefinition } from './survey.ts';
import type { SurveyRevision, SurveyVersion, SurveyVersionStore } from './survey-versions.ts';

interface Ports {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly versions: SurveyVersionStore;
}

const attemptsMax = 25;

/** Tries again while somebody else was faster. */
const untilDecided = async <T>(
  attempt: () => Promise<Result<T> | undefined>,
): Promise<Result<T>> => {
  for (let count = 0; count < attemptsMax; count += 1) {
    const result = await attempt();
    if (result) return result;
  }
  return fail('busy', { retryAfterSeconds: 1 });
};

const findOpen = async ({ surveys }: Ports, surveyId: string): Promise<Result<PublishedSurvey>> => {
  const survey = await surveys.find(surveyId);
  if (!survey) return fail('survey_not_found');
  return isPublished(survey) && survey.status === 'open' ? ok(survey) : fail('survey_not_open');
};

/** The revision, of the version that the caller demands. */
const findDemanded = async (
  { versions }: Ports,
  { surveyId, ifMatch }: SurveyRequest,
): Promise<Result<SurveyRevision>> => {
  const revision = await versions.findRevision(surveyId);
  if (!revision) return fail('revision_not_found');
  const isStale = typeof ifMatch === 'number' && ifMatch !== revision.version;
  return isStale ? fail('stale_version') : ok(revision);
};

/** The revision that is being written. */
export const readRevision =
  (ports: Ports) =>
  async (surveyId: string): Promise<Result<SurveyRevision>> => {
    if (!(await ports.surveys.find(surveyId))) return fail('survey_not_found');
    const revision = await ports.versions.findRevision(surveyId);
    return revision ? ok(revision) : fail('revision_not_found');
  };

export interface RevisionRequest extends SurveyRequest {
  /** Refused where there is a revision already. */
  readonly mustBeNew: boolean;
}

/** Whether a write may stand over the revision that there is, or begin one. */
const isDemanded = ({ ifMatch, mustBeNew }: RevisionRequest, known?: SurveyRevision): boolean => {
  if (!known) return ifMatch === undefined;
  return !mustBeNew && (typeof ifMatch !== 'number' || ifMatch === known.version);
};

const nextRevision = (
  { surveyId, now }: SurveyRequest,
  definition: SurveyDefinition,
  known: SurveyRevision | undefined,
): SurveyRevision => ({
  surveyId,
  version: (known?.version ?? 0) + 1,
  definition,
  createdAt: known?.createdAt ?? now,
  updatedAt: now,
});

/** Begins a revision of an open survey or writes over the one that there is. It may still lack things. */
export const putRevision =
  (ports: Ports) =>
  (
    request: RevisionRequest,
    definition: SurveyDefinition,
  ): Promise<Result<{ readonly revision: SurveyRevision; readonly isNew: boolean }>> =>
    untilDecided(async () => {
      const survey = await findOpen(ports, request.surveyId);
      if (!survey.ok) return survey;
      const checked = checkSize(definition, survey.value.earlier);
      if (!checked.ok) return checked;
      const known = await ports.versions.findRevision(request.surveyId);
      if (!isDemanded(request, known)) return fail('stale_version');
      const revision = nextRevision(request, definition, known);
      const isPut = await ports.versions.putRevision(revision, known?.version);
      return isPut ? ok({ revision, isNew: known === undefined }) : undefined;
    });

/** Drops the revision; the version in force stays. */
export const dropRevision =
  (ports: Ports) =>
  (request: SurveyRequest): Promise<Result<null>> =>
    untilDecided(async () => {
      if (!(await ports.surveys.find(request.surveyId))) return fail('survey_not_found');
      const revision = await findDemanded(ports, request);
      if (!revision.ok) return revision;
      const { surveyId, version } = revision.value;
      return (await ports.versions.dropRevision(surveyId, version)) ? ok(null) : undefined;
    });

/** The version in force as it is kept once another takes its place. */
const versionOf = (survey: PublishedSurvey, supersededAt: string | null): SurveyVersion => ({
  surveyId: survey.id,
  surveyVersion: survey.surveyVersion,
  definition: survey.definition,
  publishedAt: survey.revisedAt ?? survey.publishedAt,
  supersededAt,
});

/** The survey with the revision in force, unless something keeps it from that. */
const revised = (
  over: PublishedSurvey,
  definition: SurveyDefinition,
  now: Instant,
): Result<Survey> => {
  const earlier = countedQuestions(over.definition.questions, over.earlier);
  const checked = checkSize(definition, earlier);
  if (!checked.ok) return checked;
  const errors = [...definitionErrors(definition), ...revisionErrors(over, definition)];
  if (errors.length > 0) return fail('invalid_request', { errors });
  return ok({
    ...over,
    definition,
    earlier,
    version: over.version + 1,
    surveyVersion: over.surveyVersion + 1,
    updatedAt: now,
    revisedAt: now,
  });
};

/** Puts the revision in force: from here on it is asked, and responses name its version. */
export const publishRevision =
  (ports: Ports) =>
  (request: SurveyRequest): Promise<Result<Survey>> =>
    untilDecided(async () => {
      const survey = await findOpen(ports, request.surveyId);
      if (!survey.ok) return survey;
      const revision = await findDemanded(ports, request);
      if (!revision.ok) return revision;
      const over = survey.value;
      const next = revised(over, revision.value.definition, request.now);
      if (!next.ok) return next;
      const isInForce = await ports.versions.publish({
        next: next.value,
        over,
        superseded: versionOf(over, request.now),
        revision: revision.value,
      });
      return isInForce ? next : undefined;
    });

const versionNotFound = fail('survey_version_not_found');

/** A published version, in force or superseded. */
export const readVersion =
  (ports: Ports) =>
  async (surveyId: string, surveyVersion: number): Promise<Result<SurveyVersion>> => {
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (!isPublished(survey) || surveyVersion > survey.surveyVersion) return versionNotFound;
    if (surveyVersion === survey.surveyVersion) return ok(versionOf(survey, null));
    const version = await ports.versions.findVersion(surveyId, surveyVersion);
    return version ? ok(version) : versionNotFound;
  };
