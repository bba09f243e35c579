import { createHmac } from 'node:crypto';
import type { Instant } from '../../shared/time.ts';

const ipv4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/i;
const ipv6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}$/i;

/** The first groups of an IPv6 address; `::` stands for the zeros that are missing. */
const siteOf = (address: string): string => {
  const [head = '', tail] = address.toLowerCase().split('::');
  const given = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - given.length - behind.length) }, () => '0');
  return [...given, ...zeros, ...behind]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};

/**
 * The network of an address: /24 of IPv4, /48 of IPv6 (what one site is given, RFC 6177). What is no
 * address is one network of its own.
 */
export const networkPrefix = (address: string): string => {
  const [, first, second, third] = ipv4.exec(address) ?? [];
  if (first !== undefined) return `${first}.${second}.${third}.0/24`;
  const [unscoped = ''] = address.split('%');
  return ipv6.test(unscoped) ? `${siteOf(unscoped)}::/48` : 'unknown';
};

/**
 * What stands for a network in counters: an HMAC under the sub-key `network`, of another value for every
 * UTC day and survey. Nobody can follow a network over days or surveys, and the address is kept nowhere.
 */
export const networkKey = (
  key: Buffer,
  about: { readonly address: string; readonly surveyId: string; readonly now: Instant },
): string =>
  createHmac('sha256', key)
    .update(`${about.now.slice(0, 10)}#${about.surveyId}#${networkPrefix(about.address)}`)
    .digest('base64url')
    .slice(0, 22);
