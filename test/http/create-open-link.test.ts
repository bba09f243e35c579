import { encode } from 'uqr';
import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { publicUrl, strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.createOpenLink;
const sign = (surveyId: string, body: unknown, headers: Record<string, string> = {}) =>
  api.staff.call('createOpenLink', { params: { surveyId }, body, headers });

const hidden = [{ id: 'shop', type: 'text', trusted: true }];

/** The dark modules that an SVG of ours draws. */
const modulesOf = (svg: string, size: number): boolean[][] => {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x = '', y = '', run = ''] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(run));
  return rows;
};

describe('POST /v1/surveys/{surveyId}/links', () => {
  it('signs channel and trusted values, and draws the address as a QR code with its quiet zone', async () => {
    const surveyId = await api.published({ mode: 'anonymous', hidden });
    const { status, body } = await sign(surveyId, { channel: 'qr', hidden: { shop: '北店' } });
    expect(status).toBe(201);
    expect(body.url).toBe(`${publicUrl}/f/${surveyId}?link=${body.link}`);
    expect((await sign(surveyId, { channel: 'qr', hidden: { shop: '北店' } })).body).toEqual(body);
    const { data, size } = encode(body.url, { ecc: 'M', border: 4 });
    expect(body.qr).toContain(`viewBox="0 0 ${size} ${size}"`);
    const modules = modulesOf(body.qr, size);
    expect(modules).toEqual(data);
    const edges = [0, 1, 2, 3, size - 4, size - 3, size - 2, size - 1];
    for (const at of edges) {
      expect(modules[at]).not.toContain(true);
      expect(modules.map((row) => row[at])).not.toContain(true);
    }
    const query = { link: body.link };
    const form = await api.open.call('getOpenForm', { params: { surveyId }, query });
    expect(form.status).toBe(200);
  });

  it('signs a link that ends, for this survey alone', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await sign(surveyId, { channel: 'kiosk', expiresAt });
    const open = async (of: string) => {
      const call = { params: { surveyId: of }, query: { link: body.link } };
      return (await api.open.call('getOpenForm', call)).status;
    };
    expect(await open(surveyId)).toBe(200);
    expect(await open(await api.published({ mode: 'anonymous' }))).toBe(403);
    api.setClock(new Date(Date.now() + 3_601_000).toISOString());
    expect(await open(surveyId)).toBe(403);
    api.setClock(new Date().toISOString());
  });

  it('refuses what no open link can be signed for', async () => {
    const body = { channel: 'qr' };
    expect((await sign(strangeId, body)).problem.code).toBe('survey_not_found');
    const draft = await api.draft({ mode: 'anonymous' });
    expect((await sign(draft, body)).problem.code).toBe('survey_not_open');
    expect((await sign(await api.published(), body)).problem.code).toBe('personal_links_only');
    const surveyId = await api.published({ mode: 'anonymous', hidden });
    const wrong = async (more: Record<string, unknown>) =>
      (await sign(surveyId, { ...body, ...more })).problem.errors?.[0]?.pointer;
    expect(await wrong({ hidden: { stray: 1 } })).toBe('/hidden/stray');
    expect(await wrong({ expiresAt: '2020-01-01T00:00:00Z' })).toBe('/expiresAt');
    expect(await wrong({ channel: 'phone' })).toBe('/channel');
  });

  it('answers a repeated Idempotency-Key with the same link', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const key = { 'idempotency-key': 'poster' };
    const first = await sign(surveyId, { channel: 'qr' }, key);
    const again = await sign(surveyId, { channel: 'qr' }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('refuses what every route refuses', async () => {
    const params = { surveyId: strangeId };
    await expectSharedRefusals(api.staff, route, { params, body: { channel: 'qr' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
