import { insightReader } from '../adapters/dynamodb/insight-store.ts';
import { modelStore } from '../adapters/dynamodb/model-store.ts';
import { runStore } from '../adapters/dynamodb/run-store.ts';
import { satisfactionReader } from '../adapters/dynamodb/satisfaction-store.ts';
import { askedDate } from '../insights/as-of.ts';
import { readValue } from '../runs/read-value.ts';
import type { CalendarDate, Instant } from '../shared/time.ts';
import { business, database } from './base.ts';

/** What the nights counted, by the end of its data. */
export const insights = insightReader(database);

/** What the nights counted about satisfaction. */
export const satisfaction = satisfactionReader(database);

const valueContext = { runs: runStore(database), models: modelStore(database) };

/** The value that the latest complete run up to a date found. */
export const valueAsOf = (asOf: CalendarDate) => readValue(valueContext, asOf);

/** The business date that a question is about. */
export const dateAsked = (asOf: CalendarDate | undefined, now: Instant) =>
  askedDate(asOf, { now, zone: business.zone });
