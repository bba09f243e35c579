import { settingsStore } from '../adapters/dynamodb/settings-store.ts';
import { AskingSettings, defaultAskingSettings } from '../asking/asking-settings.ts';
import { database } from './base.ts';

/** How customers are asked, as it is in force. */
export const askingSettings = settingsStore(database, {
  kind: 'asking',
  schema: AskingSettings,
  brought: defaultAskingSettings,
});

export const readAskingSettings = async (): Promise<AskingSettings> =>
  (await askingSettings.active()).settings;
