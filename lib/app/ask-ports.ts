import { loadContacts, loadScores } from '../adapters/dynamodb/ask-log-store.ts';
import { listKeys } from '../adapters/dynamodb/customer-list.ts';
import { listEvents } from '../adapters/dynamodb/event-list.ts';
import { invitationStore } from '../adapters/dynamodb/invitation-store.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { waveStore } from '../adapters/dynamodb/wave-store.ts';
import type { HadEvent } from '../asking/ports.ts';
import { ledgerOf } from '../shared/ids.ts';
import { startOfDay } from '../shared/time.ts';
import { business, database } from './base.ts';

const eventsAtOnce = 100;
const events = listEvents(database);

/** Looks into the ledger by time; what was taken back did not happen. */
const hadEvent: HadEvent = async (customerId, { type, from, to }) => {
  const range = {
    ledgerId: ledgerOf(customerId),
    from: startOfDay(from, business.zone),
    to: startOfDay(to + 1, business.zone),
  };
  let before: string | undefined;
  do {
    const page = await events({
      ...range,
      limit: eventsAtOnce,
      ...(before === undefined ? {} : { before }),
    });
    const isOne = page.items.some(
      ({ event }) => event.type === type && event.voidedBy === undefined,
    );
    if (isOne) return true;
    before = page.next;
  } while (before !== undefined);
  return false;
};

/** What asking reads, on DynamoDB. */
export const askPorts = {
  waves: waveStore(database),
  contacts: loadContacts(database),
  scores: loadScores(database),
  listKeys: listKeys(database),
  hadEvent,
  findSurvey: surveyStore(database).find,
  findInvitation: invitationStore(database).find,
  zone: () => business.zone,
};
