import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CustomerPatch,
  CustomerUpsert,
  NewCustomer,
  Profile,
} from '../../lib/customers/customer.ts';

const pointersOf = (schema: typeof NewCustomer, input: unknown): string[] => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path }) => path.join('/'));
};

describe('customer schemas', () => {
  it('take joiners that scripts need and refuse control characters and broken pairs', () => {
    expect(pointersOf(NewCustomer, { name: 'می\u200cخواهم 👩‍👧' })).toEqual([]);
    expect(pointersOf(NewCustomer, { name: 'a\u0000b' })).toEqual(['name']);
    expect(pointersOf(NewCustomer, { name: 'a\ud800' })).toEqual(['name']);
  });

  it('store text in NFC', () => {
    expect(NewCustomer.parse({ name: 'Zoe\u0308', tags: ['e\u0301'] })).toMatchObject({
      name: 'Zo\u00eb',
      tags: ['\u00e9'],
    });
  });

  it('give businesses a size and individuals demographics, and neither the other', () => {
    const demographics = { gender: 'other' };
    const firm = { kind: 'business', name: 'Firm', industry: 'steel', size: 'large' };
    expect(pointersOf(NewCustomer, firm)).toEqual([]);
    expect(pointersOf(NewCustomer, { ...firm, demographics })).toEqual(['demographics']);
    expect(pointersOf(NewCustomer, { ...firm, kind: 'individual' }).sort()).toEqual([
      'industry',
      'size',
    ]);
    expect(pointersOf(NewCustomer, { name: 'Ann', demographics })).toEqual([]);
  });

  it.each([
    [{ custom: { '1st': 1 } }, 'custom/1st'],
    [{ custom: { a: { b: 1 } } }, 'custom/a'],
    [{ location: { country: 'China' } }, 'location/country'],
    [{ channels: { quietHours: { from: '25:00', to: '08:00' } } }, 'channels/quietHours/from'],
    [{ demographics: { birthDate: '2001-02-29' } }, 'demographics/birthDate'],
    [{ consents: [{ purpose: 'p', granted: true, at: 'yesterday' }] }, 'consents/0/at'],
    [{ externalIds: [{ source: 'a:b', id: '1' }] }, 'externalIds/0/source'],
    [
      {
        externalIds: [
          { source: 'a', id: '1' },
          { source: 'a', id: '1' },
        ],
      },
      'externalIds/1',
    ],
    [{ preferences: Array(51).fill('p') }, 'preferences'],
  ])('refuse %j at %s', (input, pointer) => {
    expect(pointersOf(NewCustomer, { name: 'Ann', ...input })).toContain(pointer);
  });

  it('never add members to an upsert that it did not give: they would overwrite stored ones', () => {
    expect(CustomerUpsert.parse({})).toEqual({});
  });

  it('take null for every member of a patch but the kind and the name', () => {
    const members = Object.keys(Profile.shape).filter((name) => !['kind', 'name'].includes(name));
    const removal = Object.fromEntries(members.map((name) => [name, null]));
    expect(CustomerPatch.parse(removal)).toEqual(removal);
    expect(CustomerPatch.safeParse({ kind: null }).success).toBe(false);
  });

  it('read arbitrary JSON without throwing, and what they accept they accept again unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        for (const schema of [NewCustomer, CustomerUpsert, CustomerPatch]) {
          const parsed = schema.safeParse(input);
          if (parsed.success) expect(schema.parse(parsed.data)).toEqual(parsed.data);
        }
      }),
    );
  });
});
