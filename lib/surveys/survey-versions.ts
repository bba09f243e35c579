import type { Instant } from '../shared/time.ts';
import type { Survey, SurveyDefinition } from './survey.ts';

/** The next version of an open survey while it is written; nobody is asked by it yet. */
export interface SurveyRevision {
  readonly surveyId: string;
  /** Counts the writes; the entity tag. */
  readonly version: number;
  readonly definition: SurveyDefinition;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A published definition, which never changes. */
export interface SurveyVersion {
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly definition: SurveyDefinition;
  readonly publishedAt: Instant;
  /** Null of the version in force. */
  readonly supersededAt: Instant | null;
}

export interface SurveyVersionStore {
  /** Strongly consistent. */
  readonly findRevision: (surveyId: string) => Promise<SurveyRevision | undefined>;
  /** Writes it over the version that was read, or where none was; false when that is no longer so. */
  readonly putRevision: (revision: SurveyRevision, over: number | undefined) => Promise<boolean>;
  /** Drops the revision that still has this version; false when it has not. */
  readonly dropRevision: (surveyId: string, version: number) => Promise<boolean>;
  /** Puts the next survey over the one that was read, keeps what it supersedes and ends the revision: all or nothing. */
  readonly publish: (step: {
    readonly next: Survey;
    readonly over: Survey;
    readonly superseded: SurveyVersion;
    readonly revision: SurveyRevision;
  }) => Promise<boolean>;
  /** A superseded version. */
  readonly findVersion: (
    surveyId: string,
    surveyVersion: number,
  ) => Promise<SurveyVersion | undefined>;
}
