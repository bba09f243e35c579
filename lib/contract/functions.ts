import type { Access, Use } from './access.ts';
import { askAccess, deliverAccess, noteAnswerAccess } from './ask-access.ts';
import type { Size } from './http-functions.ts';
import type { MessageType } from './messages.ts';
import { controlListAccess, settleAccess } from './score-access.ts';
import type { StreamTable } from './streams.ts';

/** A function that is not behind HTTP, with what wakes it. */
export interface JobRow extends Size {
  /** Entry file, relative to the project. It exports `handler`. */
  readonly entry: string;
  readonly trigger:
    | { readonly kind: 'night'; readonly step: 'plan' | 'fit' | 'segment' | 'finish' }
    | { readonly kind: 'streams'; readonly tables: readonly StreamTable[] }
    | { readonly kind: 'bus'; readonly messages: readonly MessageType[] }
    | { readonly kind: 'schedule'; readonly schedule: 'ask' }
    | { readonly kind: 'pre-token' };
  readonly access: readonly Access[];
  readonly uses?: readonly Use[];
}

export const jobFunctions = {
  plan: {
    entry: 'functions/jobs/plan.ts',
    trigger: { kind: 'night', step: 'plan' },
    memoryMb: 512,
    timeoutSeconds: 60,
    access: [{ table: 'control', actions: ['GetItem', 'PutItem', 'Query'] }, ...controlListAccess],
  },
  fit: {
    entry: 'functions/jobs/fit.ts',
    trigger: { kind: 'night', step: 'fit' },
    memoryMb: 3008,
    timeoutSeconds: 900,
    access: [
      { table: 'control', actions: ['GetItem', 'PutItem'] },
      ...controlListAccess,
      { table: 'scores', actions: ['Scan'] },
      { table: 'events', actions: ['Query'] },
    ],
  },
  segment: {
    entry: 'functions/jobs/segment.ts',
    trigger: { kind: 'night', step: 'segment' },
    memoryMb: 1769,
    timeoutSeconds: 900,
    access: [
      { table: 'control', actions: ['GetItem', 'PutItem'] },
      ...settleAccess,
      { table: 'scores', actions: ['Scan', 'PartiQLUpdate'] },
      // A rebuild compares the detail too.
      { table: 'customers', actions: ['GetItem'] },
    ],
  },
  finish: {
    entry: 'functions/jobs/finish.ts',
    trigger: { kind: 'night', step: 'finish' },
    memoryMb: 512,
    timeoutSeconds: 300,
    access: [{ table: 'control', actions: ['GetItem', 'PutItem', 'Query', 'DeleteItem'] }],
  },
  relay: {
    entry: 'functions/streams/relay.ts',
    trigger: { kind: 'streams', tables: ['events', 'scores'] },
    memoryMb: 512,
    timeoutSeconds: 60,
    access: [],
    uses: ['bus'],
  },
  journal: {
    entry: 'functions/bus/journal.ts',
    trigger: {
      kind: 'bus',
      messages: [
        'customer.tier_changed',
        'customer.stage_changed',
        'customer.activity_changed',
        'customer.risk_changed',
      ],
    },
    memoryMb: 512,
    timeoutSeconds: 30,
    access: [{ table: 'events', actions: ['PutItem'] }],
  },
  recovery: {
    entry: 'functions/bus/recovery.ts',
    trigger: {
      kind: 'bus',
      messages: ['survey.answered', 'feedback.recorded', 'voice.analysed', 'event.voided'],
    },
    memoryMb: 512,
    timeoutSeconds: 30,
    access: [
      { table: 'control', actions: ['GetItem'] },
      { table: 'events', actions: ['GetItem', 'PutItem'] },
      { table: 'scores', actions: ['GetItem', 'ConditionCheckItem'] },
      { table: 'customers', actions: ['GetItem', 'PutItem', 'DeleteItem'] },
    ],
  },
  voice: {
    entry: 'functions/bus/voice.ts',
    trigger: { kind: 'bus', messages: ['survey.answered', 'feedback.recorded'] },
    memoryMb: 512,
    timeoutSeconds: 30,
    access: [{ table: 'events', actions: ['GetItem', 'PutItem'] }],
  },
  erasure: {
    entry: 'functions/bus/erasure.ts',
    trigger: { kind: 'bus', messages: ['customer.erasure_requested'] },
    memoryMb: 512,
    timeoutSeconds: 300,
    access: [
      { table: 'control', actions: ['GetItem', 'UpdateItem', 'DeleteItem'] },
      { table: 'control', index: 'byKind', actions: ['Query'] },
      { table: 'customers', actions: ['GetItem', 'Query', 'DeleteItem', 'UpdateItem', 'PutItem'] },
      { table: 'events', actions: ['Query', 'UpdateItem', 'GetItem', 'PutItem'] },
    ],
    uses: ['secret'],
  },
  ask: {
    entry: 'functions/jobs/ask.ts',
    trigger: { kind: 'schedule', schedule: 'ask' },
    memoryMb: 1024,
    timeoutSeconds: 300,
    access: askAccess,
    uses: ['mailFrom'],
  },
  deliver: {
    entry: 'functions/bus/deliver.ts',
    trigger: { kind: 'bus', messages: ['invitation.due'] },
    memoryMb: 512,
    timeoutSeconds: 30,
    // The job asks faster than a mail service sends: what is over waits in Lambda's own queue, for hours.
    reservedConcurrency: 20,
    access: deliverAccess,
    uses: ['secret', 'publicUrl', 'mailFrom', 'mail'],
  },
  answered: {
    entry: 'functions/bus/answered.ts',
    trigger: { kind: 'bus', messages: ['survey.answered'] },
    memoryMb: 512,
    timeoutSeconds: 30,
    access: noteAnswerAccess,
  },
  'pre-token': {
    entry: 'functions/auth/pre-token.ts',
    trigger: { kind: 'pre-token' },
    memoryMb: 256,
    timeoutSeconds: 5,
    access: [],
  },
} as const satisfies Record<string, JobRow>;

export type JobName = keyof typeof jobFunctions;
