import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing, type Stage, startStage, takeComplaints } from './stage.ts';
import { rate, read, send } from './visitor.ts';

const inFrame = (address: string) =>
  `<!doctype html><iframe src="${address}" width="600" height="900"></iframe>`;

/** A web page of the business, which shows a form in a frame or has one of its own. */
const startShop = async () => {
  let page = '';
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(page);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = Object(server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    show: (shown: string) => {
      page = shown;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

describe.skipIf(missing)(missing ?? 'anonymous forms, in a browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 180_000);
  afterAll(() => stage?.stop());

  it('send the answers of a link under a blind signature, which the server cannot trace', async () => {
    const surveyId = await stage.publish();
    const page = await stage.visitor();
    const bodies: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') bodies.push(request.postData() ?? '');
    });
    await page.goto(await stage.link(surveyId));
    expect(await page.locator('.notice:visible').textContent()).toContain('blind signature, which');
    await rate(page, 'nps', 3);
    await page.fill('[name=why]', 'queues');
    await send(page);
    const [signing, answering] = bodies.map((body) => JSON.parse(body));
    expect(Object.keys(signing)).toEqual(['blinded']);
    expect(Object.keys(answering).sort()).toEqual(['answers', 'credential', 'language']);
    expect(await stage.answers(surveyId)).toEqual([{ nps: 3, why: 'queues', agree: false }]);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(takeComplaints()).toEqual([]);
  });

  it('say what is wrong by script, and send once it is mended, also after a lost reply and a reload', async () => {
    const surveyId = await stage.publish();
    const address = await stage.link(surveyId);
    const page = await stage.visitor();
    await page.goto(address);
    await page.click('form > button');
    await page.waitForSelector('.errors li');
    expect(await page.locator('.errors li').allTextContents()).toEqual([
      'How likely are you to recommend us to a friend?An answer is needed.',
    ]);
    await page.route('**/responses', (route) => route.abort());
    await rate(page, 'nps', 8);
    await page.click('form > button');
    await page.waitForSelector('.errors h2:text("could not be sent")');
    await page.unroute('**/responses');
    await page.reload();
    await rate(page, 'nps', 8);
    await send(page);
    expect(await stage.answers(surveyId)).toEqual([{ nps: 8, agree: false }]);
  });

  it('say without script on what their anonymity rests, and work', async () => {
    const surveyId = await stage.publish();
    const page = await stage.visitor({ javaScriptEnabled: false });
    await page.goto(await stage.link(surveyId));
    expect(await page.locator('.notice:visible').textContent()).toContain('rests on what we store');
    await rate(page, 'nps', 7);
    await send(page);
    expect(await stage.answers(surveyId)).toEqual([{ nps: 7, agree: false }]);
  });

  it('keep an open form in its tab over a reload, and forget it once it is sent', async () => {
    const surveyId = await stage.publish();
    const address = `${stage.suite.url}/f/${surveyId}`;
    const page = await stage.visitor();
    await page.goto(address);
    await rate(page, 'nps', 5);
    await page.fill('[name=why]', 'later');
    await page.selectOption('[name="ranked.price"]', '2');
    await page.reload();
    expect(await page.inputValue('[name=why]')).toBe('later');
    expect(await page.inputValue('[name="ranked.price"]')).toBe('2');
    await page.selectOption('[name="ranked.price"]', '');
    await read(page);
    await send(page);
    expect(await stage.answers(surveyId)).toEqual([{ nps: 5, why: 'later', agree: false }]);
    await page.goto(address);
    expect(await page.isChecked('[name=nps][value="5"]')).toBe(false);
    expect(takeComplaints()).toEqual([]);
  });

  it('start again by themselves on a screen in a shop, with nothing of the last visitor', async () => {
    const hidden = [{ id: 'shop', type: 'text', trusted: true }];
    const surveyId = await stage.publish({ hidden });
    const { body } = await stage.suite.client.createOpenLink({
      params: { surveyId },
      body: { channel: 'kiosk', hidden: { shop: 'north' } },
    });
    for (const javaScriptEnabled of [true, false]) {
      const page = await stage.visitor({ javaScriptEnabled });
      await page.goto(body.url);
      await rate(page, 'nps', 6);
      await page.fill('[name=why]', 'secret of mine');
      await read(page);
      await page.click('form > button');
      await page.waitForSelector('.button');
      expect(await page.locator('.card').textContent()).toContain(
        'starts again by itself in 20 seconds',
      );
      // By itself where nothing else could do it; a visitor in a hurry touches the button.
      if (javaScriptEnabled) await page.click('.button');
      await page.waitForSelector('form', { timeout: 30_000 });
      expect(await page.inputValue('[name=why]')).toBe('');
      await page.goBack();
      await page.goBack();
      expect(await page.content()).not.toContain('secret of mine');
      expect(await page.inputValue('[name=why]')).toBe('');
    }
    expect(await stage.anonymous(surveyId)).toMatchObject([
      { channel: 'kiosk' },
      { channel: 'kiosk' },
    ]);
    expect(takeComplaints()).toEqual([]);
  });

  it('forget a visitor who walks away from a screen in a shop, after saying so', async () => {
    const surveyId = await stage.publish();
    const { body } = await stage.suite.client.createOpenLink({
      params: { surveyId },
      body: { channel: 'kiosk' },
    });
    const page = await stage.visitor();
    await page.clock.install();
    await page.goto(body.url);
    await rate(page, 'nps', 1);
    await page.clock.runFor(61_000);
    expect(await page.textContent('.idle')).toContain('Are you still there?');
    await page.mouse.click(5, 5);
    expect(await page.isVisible('.idle')).toBe(false);
    expect(await page.isChecked('[name=nps][value="1"]')).toBe(true);
    await page.clock.runFor(81_000);
    await page.waitForFunction("!document.querySelector('[name=nps]:checked')");
  });

  it('stand in frames of the origins that the survey allows, and of no other', async () => {
    const [shop, other] = [await startShop(), await startShop()];
    const surveyId = await stage.publish({ allowedOrigins: [shop.origin] });
    for (const { origin, show } of [shop, other]) {
      const page = await stage.visitor();
      show(inFrame(`${stage.suite.url}/f/${surveyId}`));
      await page.goto(origin);
      const frame = page.frameLocator('iframe');
      if (origin === shop.origin) {
        await frame.locator('[name=nps][value="9"]').check({ force: true });
        await read(page);
        await frame.locator('form > button').click();
        await frame.locator('h1:text("Thank you")').waitFor();
      } else {
        await expect.poll(() => takeComplaints().join(' ')).toContain('frame-ancestors');
        expect(await frame.locator('form').count()).toBe(0);
      }
    }
    await Promise.all([shop.stop(), other.stop()]);
    expect(await stage.answers(surveyId)).toEqual([{ nps: 9, agree: false }]);
  });

  it('come from a form of a shop’s own page: what is wrong is put right here, then the thanks', async () => {
    const shop = await startShop();
    const surveyId = await stage.publish();
    const action = `${stage.suite.url}/v1/surveys/${surveyId}/responses`;
    shop.show(`<!doctype html><form method="post" action="${action}">
      <input name="nps" value="${surveyId.length}"><input name="why" value="slow"><button>Send</button></form>`);
    for (const javaScriptEnabled of [true, false]) {
      const page = await stage.visitor({ javaScriptEnabled });
      await page.goto(shop.origin);
      await page.click('button');
      await page.locator('.errors').waitFor();
      expect(await page.inputValue('[name=why]')).toBe('slow');
      await rate(page, 'nps', 3);
      await read(page);
      await send(page);
      expect(await page.textContent('h1')).toBe('Thank you');
      await page.goto(shop.origin);
      await page.fill('[name=nps]', '9');
      await page.fill('[name=why]', '');
      await page.click('button');
      await page.waitForURL(`**/f/${surveyId}/thanks`);
      expect(await page.textContent('h1')).toBe('Thank you');
    }
    await shop.stop();
    expect(takeComplaints()).toEqual([]);
    const sent = (await stage.answers(surveyId)).map(({ nps }) => nps);
    expect([...sent].sort()).toEqual([3, 3, 9, 9]);
  });
});
