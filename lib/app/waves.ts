import { recipientStore } from '../adapters/dynamodb/recipient-store.ts';
import {
  createWave,
  patchWave,
  pauseWave,
  readWave,
  removeWave,
  resumeWave,
} from '../asking/change-wave.ts';
import { readMessage } from '../asking/deliver-invitation.ts';
import { estimateWave } from '../asking/estimate-wave.ts';
import { textsOf } from '../asking/texts-of.ts';
import { invitationLink, unsubscribeLink } from './ask-links.ts';
import { askPorts } from './ask-ports.ts';
import { readAskingSettings } from './asking-settings.ts';
import { database } from './base.ts';

/** The use cases of staff around waves, on DynamoDB. */
export const waves = {
  create: createWave(askPorts),
  read: readWave(askPorts),
  list: askPorts.waves.list,
  patch: patchWave(askPorts),
  pause: pauseWave(askPorts),
  resume: resumeWave(askPorts),
  remove: removeWave(askPorts),
  estimate: estimateWave({ ...askPorts, settings: readAskingSettings }),
  recipients: recipientStore(database).list,
  findRecipient: recipientStore(database).find,
  findInvitation: askPorts.findInvitation,
  findSurvey: askPorts.findSurvey,
  message: readMessage({
    ...askPorts,
    // The messages of waves alone are asked for here.
    textsOf: textsOf({ findWave: askPorts.waves.find, isAwaited: async () => false }),
    settings: readAskingSettings,
    linkOf: invitationLink,
    unsubscribeLinkOf: unsubscribeLink,
  }),
};
