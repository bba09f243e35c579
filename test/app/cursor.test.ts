import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cursorsWith } from '../../lib/app/cursor.ts';

const key = randomBytes(32);
const cursors = cursorsWith(async () => key);
const binding = { list: 'customers', tag: 'vip', sort: '-value' };
const Position = z.strictObject({ after: z.string() });

const sealed = async (position: unknown, bound: Record<string, unknown> = binding) =>
  (await cursors.seal(position, bound)) ?? '';

describe('a cursor', () => {
  it('gives back any position', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), async (json) => {
        const position = { after: json };
        expect(await cursors.open(await sealed(position), binding, Position)).toEqual({
          ok: true,
          value: position,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('is absent where there is no next page, and opens to nothing where none was sent', async () => {
    expect(await cursors.seal(undefined, binding)).toBeNull();
    expect(await cursors.open(undefined, binding, Position)).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('says nothing of the position', async () => {
    const cursor = await sealed({ after: 'alice example' });
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('alice');
  });

  it('belongs to its filter and sort', async () => {
    const cursor = await sealed({ after: 'x' });
    const open = (other: Record<string, unknown>) => cursors.open(cursor, other, Position);
    const reordered = { sort: '-value', tag: 'vip', list: 'customers', owner: undefined };
    expect((await open(reordered)).ok).toBe(true);
    expect(await open({ ...binding, sort: 'value' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid_cursor' },
    });
    expect((await open({ ...binding, owner: 'a' })).ok).toBe(false);
  });

  it('of another key, or of another shape of position, is refused', async () => {
    const stranger = cursorsWith(async () => randomBytes(32));
    const cursor = await sealed({ after: 'x' });
    expect((await stranger.open(cursor, binding, Position)).ok).toBe(false);
    expect((await cursors.open(await sealed({ before: 1 }), binding, Position)).ok).toBe(false);
  });

  it('is refused when any bit of it changed, and so is any other text', async () => {
    const cursor = Buffer.from(await sealed({ after: 'x' }), 'base64url');
    for (let bit = 0; bit < cursor.length * 8; bit += 1) {
      const tampered = Buffer.from(cursor);
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await cursors.open(tampered.toString('base64url'), binding, Position)).ok).toBe(
        false,
      );
    }
    const text = cursor.toString('base64url');
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ') {
      const other = text.slice(0, -1) + last;
      expect((await cursors.open(other, binding, Position)).ok).toBe(other === text);
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect((await cursors.open(text, binding, Position)).ok).toBe(false);
      }),
    );
  });
});
