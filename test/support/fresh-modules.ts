import { afterAll, vi } from 'vitest';

/**
 * Files of one worker share its process, so that packages are loaded once; our own modules are new for each, with
 * whatever they keep: clients, keys, settings that are read once a minute.
 */
afterAll(() => {
  vi.resetModules();
});
