import { askLogStore, loadContacts } from '../adapters/dynamodb/ask-log-store.ts';
import { recordHandAsk as record } from '../asking/may-ask.ts';
import { readAskingSettings } from './asking-settings.ts';
import { database } from './base.ts';

/** Records a personal link that staff made, and says where consent or the fatigue guard is against it. */
export const recordHandAsk = record({
  logs: askLogStore(database),
  contacts: loadContacts(database),
  settings: readAskingSettings,
});
