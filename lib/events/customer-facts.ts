import type { CalendarDate } from '../shared/time.ts';

/** An amount as it was given in another currency, beside the converted one. */
export interface ForeignAmount {
  readonly amount: number;
  readonly currency: string;
  readonly fxRate: string;
}

export interface PurchaseLine {
  readonly productId: string;
  readonly category?: string;
  readonly quantity?: number;
  readonly amount?: number;
}

/** Amounts are minor units of the reporting currency; `original` keeps what was converted. */
export interface Purchase {
  readonly type: 'purchase';
  readonly orderId: string;
  readonly amount: number;
  readonly cost?: number;
  /** Price reduction that the amount is already net of. */
  readonly discount?: number;
  readonly category?: string;
  readonly lines?: readonly PurchaseLine[];
  readonly original?: {
    readonly amount?: ForeignAmount;
    readonly cost?: ForeignAmount;
    readonly discount?: ForeignAmount;
  };
}

export interface Refund {
  readonly type: 'refund';
  readonly orderId: string;
  readonly amount: number;
  readonly original?: { readonly amount?: ForeignAmount };
}

/** Takes back an event that should never have been recorded. */
export interface Void {
  readonly type: 'void';
  readonly targetId: string;
  readonly text?: string;
}

export interface Visit {
  readonly type: 'visit';
}

export interface Contact {
  readonly type: 'contact';
  readonly channel: ContactChannel;
  readonly direction: ContactDirection;
  readonly text?: string;
}

export interface Complaint {
  readonly type: 'complaint';
  readonly text?: string;
}

/** The ledger's customer brought another one. */
export interface Referral {
  readonly type: 'referral';
  readonly referredCustomerId: string;
  /** Paid to the referrer, minor units. */
  readonly reward?: number;
  readonly original?: { readonly reward?: ForeignAmount };
}

/** The other end of a referral, written into the ledger of the customer who was referred, in the same transaction. */
export interface Referred {
  readonly type: 'referred';
  readonly referrerCustomerId: string;
  /** The referral's event id in the referrer's ledger. */
  readonly referralId: string;
}

/** A step of a service ticket, as the service desk reports it. */
export interface Service {
  readonly type: 'service';
  readonly ticketId: string;
  readonly status: ServiceStatus;
  /** Minutes that were spent on it in this step. */
  readonly minutes?: number;
}

export const serviceStatuses = ['opened', 'worked', 'resolved', 'reopened'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

/** Points were credited (positive) or used up (negative). */
export interface Points {
  readonly type: 'points';
  readonly points: number;
  /** What the credited points are worth, minor units. */
  readonly value?: number;
  readonly original?: { readonly value?: ForeignAmount };
}

/** A term of a subscription was paid for, or the subscription was cancelled and ends with its term. */
export interface Subscription {
  readonly type: 'subscription';
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** Last business day that is paid for. */
  readonly endsOn: CalendarDate;
}

export const subscriptionStatuses = ['paid', 'cancelled'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export interface Note {
  readonly type: 'note';
  readonly text?: string;
}

export const contactChannels = [
  'phone',
  'email',
  'sms',
  'chat',
  'social',
  'in_person',
  'mail',
  'other',
] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactDirections = ['inbound', 'outbound'] as const;
export type ContactDirection = (typeof contactDirections)[number];
