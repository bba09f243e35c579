import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { surveyVersionStore } from '../adapters/dynamodb/survey-version-store.ts';
import {
  dropRevision,
  publishRevision,
  putRevision,
  readRevision,
  readVersion,
} from '../surveys/revise-survey.ts';
import { database } from './base.ts';

const ports = { surveys: surveyStore(database), versions: surveyVersionStore(database) };

/** The use cases around revisions and versions of surveys, on DynamoDB. */
export const surveyVersions = {
  readRevision: readRevision(ports),
  putRevision: putRevision(ports),
  dropRevision: dropRevision(ports),
  publishRevision: publishRevision(ports),
  read: readVersion(ports),
};
