import { feedbackStore } from '../adapters/dynamodb/feedback-store.ts';
import { responseReader } from '../adapters/dynamodb/response-reader.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { businessDay } from '../shared/time.ts';
import { readDrivers } from '../voice/read-drivers.ts';
import { readThemes } from '../voice/read-themes.ts';
import { business, database } from './base.ts';

const ports = {
  surveys: surveyStore(database),
  responses: responseReader(database),
  feedback: feedbackStore(database),
  dayOf: (instant: string) => businessDay(instant, business.zone),
  zone: () => business.zone,
};

/** Insights into free text and into what drives outcomes, on DynamoDB. */
export const voiceInsights = { themes: readThemes(ports), drivers: readDrivers(ports) };
