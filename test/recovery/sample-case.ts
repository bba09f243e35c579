import { openCase } from '../../lib/recovery/open-case.ts';
import type { RecoveryCase, Signal } from '../../lib/recovery/recovery-case.ts';
import {
  defaultRecoverySettings,
  type RecoverySettings,
} from '../../lib/recovery/recovery-settings.ts';

export const customerId = 'cus_00000000000000000000000001';
export const ledgerId = 'led_00000000000000000000000001';

export const settings: RecoverySettings = {
  ...defaultRecoverySettings,
  owners: { default: ['duty'], tiers: { high: ['ann', 'bo'] } },
};

export const detractor = (value: number, at: string, eventId = 'rsp_1'): Signal => ({
  cause: 'detractor',
  eventId,
  metric: 'nps',
  value,
  at,
});

/** A case of a customer of high value, opened on the morning of 2 March. */
export const opened = (more: Partial<RecoveryCase> = {}): RecoveryCase => ({
  ...openCase(
    { customerId, ledgerId, tier: 'high' },
    detractor(2, '2026-03-02T01:00:00.000Z'),
    settings,
  ),
  ...more,
});
