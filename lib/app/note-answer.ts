import { askLogStore } from '../adapters/dynamodb/ask-log-store.ts';
import { findPlace } from '../adapters/dynamodb/recipient-list.ts';
import { recipientStore } from '../adapters/dynamodb/recipient-store.ts';
import { noteAnswer as note } from '../asking/note-answer.ts';
import { database } from './base.ts';

/** Notes an answer in its customer's log and in the wave that asked for it. */
export const noteAnswer = note({
  logs: askLogStore(database),
  recipients: recipientStore(database),
  findPlace: findPlace(database),
});
