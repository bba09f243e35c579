/** The event of a response after a change of it; the first is named like the response. */
export const revisionEventId = (responseId: string, revision: number): string =>
  revision === 1 ? responseId : `${responseId}.${revision}`;

/** What an event was before it was changed: of a changed response the first, of any other event itself. */
export const firstEventId = (eventId: string): string => eventId.replace(/\.\d+$/, '');
