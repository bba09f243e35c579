import { caseStore, findEvent, tierOf } from '../adapters/dynamodb/case-store.ts';
import { standsAnew } from '../adapters/dynamodb/feedback-store.ts';
import { settingsStore } from '../adapters/dynamodb/settings-store.ts';
import { defaultRecoverySettings, RecoverySettings } from '../recovery/recovery-settings.ts';
import { takeSignal } from '../recovery/take-signal.ts';
import { withdraw } from '../recovery/withdraw.ts';
import { business, database } from './base.ts';

/** The settings of recovery cases in the control table. */
export const recoverySettings = settingsStore(database, {
  kind: 'recovery',
  schema: RecoverySettings,
  brought: defaultRecoverySettings,
});

const ports = {
  cases: caseStore(database),
  findEvent: findEvent(database),
  tierOf: tierOf(database),
  standsAnew: standsAnew(database),
  settings: recoverySettings,
  zone: () => business.zone,
};

/** What the consumer of messages does with an answer, a review or an angry text. */
export const hearSignal = takeSignal(ports);

/** What it does where such an event was taken back. */
export const withdrawSignal = withdraw(ports);
