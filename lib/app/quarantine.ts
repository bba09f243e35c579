import { quarantineStore } from '../adapters/dynamodb/quarantine-store.ts';
import { surveyVersionStore } from '../adapters/dynamodb/survey-version-store.ts';
import { countHeld } from '../surveys/abuse/count-held.ts';
import { rejectHeld } from '../surveys/abuse/decide-held.ts';
import { listHeld } from '../surveys/abuse/list-held.ts';
import { releaseHeld } from '../surveys/abuse/release-held.ts';
import { database } from './base.ts';
import { intakePorts } from './survey-intake.ts';

const ports = {
  surveys: intakePorts.surveys,
  invitations: intakePorts.invitations,
  versions: surveyVersionStore(database),
  quarantine: quarantineStore(database),
  intake: intakePorts,
  dayOf: intakePorts.dayOf,
};

/** What staff do with responses in quarantine, on DynamoDB. */
export const quarantine = {
  list: listHeld(ports),
  count: countHeld(ports),
  release: releaseHeld(ports),
  reject: rejectHeld(ports),
};
