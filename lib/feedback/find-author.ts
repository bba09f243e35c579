import {
  emailIdentity,
  externalIdentity,
  type Identity,
  phoneIdentity,
} from '../customers/identity.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Candidate, MatchReason } from './feedback.ts';
import type { NewFeedback } from './new-feedback.ts';
import type { CustomerStatus, CustomersNamed, HoldersOf, OwnsOrder } from './ports.ts';
import {
  contradictedConfidence,
  identityConfidence,
  matchFrom,
  nameStem,
  scoreCandidates,
} from './score-candidates.ts';

export interface AuthorPorts {
  readonly statusOf: CustomerStatus;
  readonly holdersOf: HoldersOf;
  readonly customersNamed: CustomersNamed;
  readonly ownsOrder: OwnsOrder;
}

/** Whom an item is matched to, or who may have said it. */
export interface Found {
  readonly match: Candidate | null;
  readonly candidates: readonly Candidate[];
}

/** Customers of a name that are looked at: where more share it, the name says nothing. */
const namesakesMax = 20;
/** Customers whose orders are looked up. */
const orderLookupsMax = 5;

const nobody: Found = { match: null, candidates: [] };

/**
 * Finds the customer behind an item: whom the source names, else who holds an identity of the author,
 * else who is called so. An author who was erased is refused: nothing about them is stored again.
 */
export const findAuthor =
  (ports: AuthorPorts) =>
  async (given: NewFeedback): Promise<Result<Found>> => {
    if (given.customerId !== undefined) return findGiven(ports, given.customerId);
    const held = await ports.holdersOf(identitiesOf(given));
    if (held.some(({ holder }) => holder.status === 'erased')) return fail('erased_identity');
    if (held.length === 0) return ok(await findByName(ports, given));
    const groups = [...Map.groupBy(held, ({ holder }) => holder.customerId)];
    const confidence = groups.length === 1 ? identityConfidence : contradictedConfidence;
    return ok(
      decide(
        groups.map(([customerId, identities]) => ({
          customerId,
          confidence,
          reasons: identities.map(({ identity }) => identityReasons[identity.kind]),
        })),
      ),
    );
  };

const identityReasons = {
  email: 'same_email',
  phone: 'same_phone',
  external: 'same_external_id',
} as const satisfies Record<Identity['kind'], MatchReason>;

const findGiven = async ({ statusOf }: AuthorPorts, customerId: string): Promise<Result<Found>> => {
  const status = await statusOf(customerId);
  if (status === 'erased') return fail('customer_erased');
  if (status !== 'live') return fail('customer_not_found');
  return ok({ match: { customerId, confidence: 1, reasons: ['given'] }, candidates: [] });
};

const identitiesOf = ({ author = {}, source }: NewFeedback): readonly Identity[] => {
  const { externalId, email, phone } = author;
  return [
    ...(externalId === undefined
      ? []
      : [externalIdentity(source, externalId, '/author/externalId')]),
    ...(email === undefined ? [] : [emailIdentity(email, '/author/email')]),
    ...(phone === undefined ? [] : [phoneIdentity(phone, '/author/phone')]),
  ];
};

const findByName = async (ports: AuthorPorts, given: NewFeedback): Promise<Found> => {
  const { author = {}, orderId } = given;
  const stem = nameStem(author.name ?? '');
  if (stem === '') return nobody;
  const customers = await ports.customersNamed(stem, namesakesMax);
  if (customers.length >= namesakesMax) return nobody;
  const named = await Promise.all(
    customers.map(async (customer, index) => ({
      customer,
      ownsOrder:
        orderId !== undefined &&
        index < orderLookupsMax &&
        (await ports.ownsOrder(customer.id, orderId)),
    })),
  );
  return decide(scoreCandidates(author, named));
};

/** The best one is the match where it is sure enough and nobody comes as close. */
const decide = (candidates: readonly Candidate[]): Found => {
  const [first, second] = candidates;
  const isSure = first !== undefined && first.confidence >= matchFrom;
  const isAlone = second === undefined || second.confidence < matchFrom;
  return isSure && isAlone ? { match: first, candidates: [] } : { match: null, candidates };
};
