import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { changeCustomer } from './change-customer.ts';
import { checkProfile, profileOf, withCollections } from './check-profile.ts';
import { newCustomer } from './create-customer.ts';
import type { Customer, CustomerUpsert } from './customer.ts';
import { externalIdentity, type Identity, identitiesOf, sameIdentity } from './identity.ts';
import { identityFailure } from './identity-failure.ts';
import { type IfMatch, matches, type Raced, raced, untilFresh } from './if-match.ts';
import type { ExternalId } from './members.ts';
import type {
  FindCustomer,
  FindHolders,
  HeldIdentity,
  InsertCustomer,
  ReplaceCustomer,
} from './ports.ts';
import { readCustomer } from './read-customer.ts';

/** The member by which an upsert found its customer; `nothing` when it made one. */
export const matchedOn = ['externalId', 'email', 'phone', 'nothing'] as const;
export type MatchedOn = (typeof matchedOn)[number];

export interface Upserted {
  readonly customer: Customer;
  readonly matchedOn: MatchedOn;
  readonly isNew: boolean;
}

export interface UpsertRequest {
  /** The id that the customer gets if there is none yet. */
  readonly id: string;
  readonly input: CustomerUpsert;
  /** The external id that the path names. */
  readonly named?: ExternalId;
  readonly ifMatch?: IfMatch;
  /** Refuses to change a customer who is there already. */
  readonly mustBeNew?: boolean;
  readonly now: Instant;
  readonly mayRead: boolean;
}

export interface UpsertPorts {
  readonly find: FindCustomer;
  readonly findHolders: FindHolders;
  readonly insert: InsertCustomer;
  readonly replace: ReplaceCustomer;
}

const matchNames = {
  external: 'externalId',
  email: 'email',
  phone: 'phone',
} as const satisfies Record<Identity['kind'], MatchedOn>;

/**
 * Creates the customer that the identities name, or changes the one that holds them: members that are
 * given replace the stored ones, absent ones stay, external ids add up. Identities of two customers are
 * a conflict that a person must solve (a merge, or a correction).
 */
export const upsertCustomer = (ports: UpsertPorts) => {
  const create = insertNew(ports);
  const update = changeFound(ports);
  return (request: UpsertRequest): Promise<Result<Upserted>> =>
    untilFresh(async () => {
      const held = await ports.findHolders(identitiesIn(request));
      const takeErased = request.input.allowReturning === true;
      const live = held.filter(({ holder }) => holder.status === 'live');
      if (live.length < held.length && !takeErased) return identityFailure(held, request.mayRead);
      const [first] = live;
      if (!first) return create(request);
      if (live.some(({ holder }) => holder.customerId !== first.holder.customerId))
        return ambiguous(live, request.mayRead);
      return update(request, first);
    });
};

/** The named external id first, then the body's, each once. */
const identitiesIn = ({ named, input }: UpsertRequest): readonly Identity[] => {
  const given = identitiesOf(input);
  if (!named) return given;
  const first = externalIdentity(named.source, named.id, ':externalId');
  return [first, ...given.filter((identity) => !sameIdentity(identity, first))];
};

const unionOf = (...lists: readonly (readonly ExternalId[])[]): readonly ExternalId[] => [
  ...new Map(lists.flat().map((entry) => [`${entry.source}:${entry.id}`, entry])).values(),
];

const ambiguous = (held: readonly HeldIdentity[], mayRead: boolean): Result<never> =>
  fail('identity_ambiguous', {
    data: {
      candidates: held.map(({ identity, holder }) => ({
        pointer: identity.pointer,
        matchedOn: matchNames[identity.kind],
        ...(mayRead ? { customerId: holder.customerId } : {}),
      })),
    },
  });

const givenMembers = ({ input, named }: UpsertRequest) => {
  const { allowReturning: _allowReturning, externalIds, ...members } = input;
  return { members, externalIds: unionOf(externalIds ?? [], named ? [named] : []) };
};

/**
 * A new customer of whom nothing is known but an external id is called by it. A source that knows no names
 * (a till, say) would otherwise have to send one, and would overwrite the name that another source gave.
 */
const unnamed = ([first]: readonly ExternalId[]): { readonly name?: string } =>
  first ? { name: first.id } : {};

const insertNew =
  (ports: UpsertPorts) =>
  async (request: UpsertRequest): Promise<Result<Upserted> | Raced> => {
    if (request.ifMatch !== undefined) return fail('stale_version');
    const { members, externalIds } = givenMembers(request);
    const checked = checkProfile(
      withCollections({
        kind: 'individual' as const,
        ...unnamed(externalIds),
        ...members,
        externalIds,
      }),
    );
    if (!checked.ok) return checked;
    const customer = newCustomer(request.id, checked.value);
    const takeErased = request.input.allowReturning === true;
    const outcome = await ports.insert(customer, { takeErased });
    if (outcome.kind === 'written') return ok({ customer, matchedOn: 'nothing', isNew: true });
    // Somebody took an identity since the look-up, or the id by an earlier attempt: look again.
    return raced;
  };

const isUnwanted = ({ ifMatch, mustBeNew }: UpsertRequest, { version }: Customer): boolean =>
  mustBeNew === true || !matches(ifMatch, version);

const changeFound = (ports: UpsertPorts) => {
  const read = readCustomer(ports);
  const change = changeCustomer(ports.replace);
  return async (
    request: UpsertRequest,
    { identity, holder }: HeldIdentity,
  ): Promise<Result<Upserted> | Raced> => {
    const found = await read(holder.customerId);
    // Between the look-up and this read the holder was erased: look again.
    if (!found.ok) return raced;
    const before = found.value;
    if (isUnwanted(request, before))
      return fail('stale_version', {
        detail: 'There is a customer, of another version than wanted',
      });
    const { members, externalIds } = givenMembers(request);
    const changed = await change(before, {
      merged: {
        ...profileOf(before),
        ...members,
        externalIds: unionOf(before.externalIds, externalIds),
      },
      now: request.now,
      mayRead: request.mayRead,
      takeErased: request.input.allowReturning === true,
    });
    if (changed === raced) return raced;
    if (!changed.ok) return lostIdentity(changed);
    // An earlier attempt of the same request made this customer: its answer is that it was made.
    const isOwn = before.id === request.id && before.version === changed.value.version;
    return ok({
      customer: changed.value,
      matchedOn: isOwn ? 'nothing' : matchNames[identity.kind],
      isNew: isOwn,
    });
  };
};

/** An identity that was free at the look-up and is taken now: look again, so that it is matched or named as conflict. */
const lostIdentity = (failed: Failed): Failed | Raced =>
  failed.failure.code === 'identity_taken' ? raced : failed;

type Failed = Extract<Result<never>, { readonly ok: false }>;
