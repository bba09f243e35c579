/** Id of an item's entry in a ledger: each entry of an item is another event. */
export const entryId = (feedbackId: string, entry: number): string => `${feedbackId}_${entry}`;

/** The item of an entry; undefined for the id of another event. */
export const itemOfEntry = (eventId: string): string | undefined =>
  /^(fbk_[0-9a-f]{26})_\d+$/.exec(eventId)?.[1];
