import { caseQuestionStore } from '../adapters/dynamodb/case-question-store.ts';
import { recipientStore } from '../adapters/dynamodb/recipient-store.ts';
import { type AskingReport, runAsking } from '../asking/run-asking.ts';
import { listShards } from '../contract/tables.ts';
import { toInstant } from '../shared/time.ts';
import { askPorts } from './ask-ports.ts';
import { readAskingSettings } from './asking-settings.ts';
import { business, clock, database } from './base.ts';
import { env } from './env.ts';

/** How long one tick works, in milliseconds: its function then has a minute left. */
const workMs = 240_000;

const run = runAsking({
  ...askPorts,
  recipients: recipientStore(database),
  caseQuestions: caseQuestionStore(database),
  now: () => toInstant(clock()),
  shards: listShards,
});

/** One tick of asking, by the settings in force. */
export const askTick = async (): Promise<AskingReport> => {
  const settings = await readAskingSettings();
  const rules = { settings, zone: business.zone, canMail: env('MAIL_FROM') !== '' };
  return run(rules, clock() + workMs);
};
