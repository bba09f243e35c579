import { describe, expect, it } from 'vitest';
import { networkKey, networkPrefix } from '../../../lib/surveys/abuse/network.ts';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['203.0.113.250', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:7:1::1', '2001:db8:7::/48'],
    ['2001:0DB8:0007:ffff:1:2:3:4', '2001:db8:7::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0::/48'],
    ['', 'unknown'],
    ['nonsense', 'unknown'],
  ])('%s lies in %s', (address, network) => {
    expect(networkPrefix(address)).toBe(network);
  });

  it('has a name that differs by key, survey and day, and the same name within a day', () => {
    const key = Buffer.alloc(32, 1);
    const about = { address: '203.0.113.7', surveyId: 'svy_a', now: '2026-05-04T01:00:00.000Z' };
    const name = networkKey(key, about);
    expect(name).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(
      networkKey(key, { ...about, address: '203.0.113.9', now: '2026-05-04T23:00:00.000Z' }),
    ).toBe(name);
    for (const other of [
      { ...about, address: '203.0.114.7' },
      { ...about, surveyId: 'svy_b' },
      { ...about, now: '2026-05-05T01:00:00.000Z' },
    ])
      expect(networkKey(key, other)).not.toBe(name);
    expect(networkKey(Buffer.alloc(32, 2), about)).not.toBe(name);
  });
});
