import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleAction } from '../../infra/local/iam.ts';
import { loadDemo } from '../../infra/tools/demo.ts';
import { routeRows } from '../../lib/contract/routes.ts';
import { passNight } from './tour/pass-night.ts';
import { startsAt, startTour, type Tour } from './tour/tour.ts';
import { visitCases } from './tour/visit-cases.ts';
import { visitCustomers } from './tour/visit-customers.ts';
import { type Buyer, visitEvents } from './tour/visit-events.ts';
import { visitFeedback } from './tour/visit-feedback.ts';
import { visitForms } from './tour/visit-forms.ts';
import { visitInsights } from './tour/visit-insights.ts';
import { visitIntake } from './tour/visit-intake.ts';
import { visitQuarantine } from './tour/visit-quarantine.ts';
import { visitRevisions } from './tour/visit-revisions.ts';
import { visitScores } from './tour/visit-scores.ts';
import { closeSurveys, type Surveys, visitSurveys } from './tour/visit-surveys.ts';
import { visitVoice } from './tour/visit-voice.ts';
import { visitWaves } from './tour/visit-waves.ts';

/** Grants that nothing can use here, each with why it is needed on AWS. */
const unusableHere: Readonly<Record<string, string>> = {
  'NightRole states:DescribeExecution': 'watches children of the map, which run in process here',
  'NightRole states:StopExecution': 'ends children when one has failed; in process here',
  'NightRole states:RedriveExecution': 'an operator redrives failed children; refused here',
};

/** `CustomersFunctionRole dynamodb:GetItem table/…customersTable`: the role without the hash of its id. */
const describeGrant = ({ role, action, resource }: RoleAction): string =>
  `${role.replace(/[0-9A-F]{8}$/, '')} ${action} ${resource.split(':').slice(5).join(':')}`;

let tour: Tour;
let buyer: Buyer;
let surveys: Surveys;

beforeAll(async () => {
  tour = await startTour();
  await loadDemo({
    session: { baseUrl: tour.suite.url, token: await tour.suite.token('admin') },
    currency: 'CNY',
    nowMs: Date.parse(startsAt),
    customers: 40,
  });
  await tour.suite.runtime.settled();
  // Intake keeps the scoring that it found, here none, for a minute.
  await tour.moveClock('2026-03-02T04:05:00Z');
}, 180_000);
afterAll(() => tour?.suite.stop());

describe('the whole suite on the synthesized template', () => {
  it('answers what needs no token', async () => {
    const { client } = tour;
    expect((await client.getHealth()).body).toEqual({ status: 'ok' });
    expect((await client.getOpenapi()).body.openapi).toMatch(/^3\.1/);
    expect((await client.getDocs()).body).toContain('<h1');
    const head = await fetch(`${tour.suite.url}/health`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const staff = await fetch(`${tour.suite.url}/v1/customers`, { method: 'HEAD' });
    expect([staff.status, staff.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('serves events', async () => {
    buyer = await visitEvents(tour);
  });

  it('serves customers', () => visitCustomers(tour));

  it('serves surveys', async () => {
    surveys = await visitSurveys(tour, buyer);
    await visitRevisions(tour);
    await visitQuarantine(tour);
    await visitIntake(tour, buyer);
  });

  it('serves hosted forms', async () => {
    await visitForms(tour);
  });

  it('reads free text, and weighs drivers', () => visitVoice(tour, surveys));

  it('opens, works on and reports recovery cases', () => visitCases(tour), 60_000);

  it('takes what people say elsewhere, and interviews', () => visitFeedback(tour), 60_000);

  it('asks by waves, as often as it may', () => visitWaves(tour), 60_000);

  it('serves scores, and runs of every kind', () => visitScores(tour, buyer), 120_000);

  it('passes a night', () => passNight(tour, buyer), 120_000);

  it('tells of all customers', () => visitInsights(tour));

  it('counts yesterday’s answers', () => closeSurveys(tour, surveys));

  it('has by now answered every route of the contract', () => {
    const ids = routeRows.map(({ id }) => id);
    expect(ids.filter((id) => !tour.succeeded.has(id))).toEqual([]);
  });

  it('was refused nothing by the roles of its functions', async () => {
    await tour.suite.runtime.settled();
    expect(tour.suite.runtime.access.refusals().map(describeGrant)).toEqual([]);
  });

  it('holds no grant that was not used, but for those that nothing can use here', () => {
    const unused = tour.suite.runtime.access.unusedGrants().map(describeGrant);
    const explained = Object.keys(unusableHere);
    const isExplained = (grant: string) => explained.some((known) => grant.startsWith(known));
    expect(unused.filter((grant) => !isExplained(grant))).toEqual([]);
    expect(unused.filter(isExplained)).toHaveLength(explained.length);
  });
});
