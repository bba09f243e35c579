import { canonicalJson } from './canonical.ts';
import { fail, ok, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** Settings of one kind as they are in force. Version 1 is what the code brings, until somebody puts another. */
export interface SettingsRecord<T> {
  readonly version: number;
  readonly settings: T;
  /** Since when, and by whose token; null for what the code brings. */
  readonly since: Instant | null;
  readonly by: string | null;
}

/** Settings of one kind. A put is refused (false) when `before` is no longer the version in force. */
export interface SettingsStore<T> {
  readonly active: () => Promise<SettingsRecord<T>>;
  readonly put: (record: SettingsRecord<T>, before: number) => Promise<boolean>;
}

export interface PutSettings<T> {
  readonly settings: T;
  /** Version demanded by If-Match; absent where the caller does not care. */
  readonly ifMatch: number | '*' | undefined;
  readonly by: string;
  readonly at: Instant;
}

/** Puts the next version of settings. What is in force already changes nothing, so a repeat is harmless. */
export const putSettings = async <T>(
  store: SettingsStore<T>,
  { settings, ifMatch, by, at }: PutSettings<T>,
): Promise<Result<SettingsRecord<T>>> => {
  for (;;) {
    const active = await store.active();
    if (typeof ifMatch === 'number' && ifMatch !== active.version) return fail('stale_version');
    if (canonicalJson(active.settings) === canonicalJson(settings)) return ok(active);
    const record = { version: active.version + 1, settings, since: at, by };
    if (await store.put(record, active.version)) return ok(record);
  }
};
