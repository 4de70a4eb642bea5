/**
 * The journal's file. `events.line` is the exact text that `hash` covers together with its predecessor's hash.
 * `state` holds what must change in the same commit as the event that changes it: where people are (anti-passback),
 * how often a temporary card was used, which commands were carried out; and in area `journal` the ack watermark, the
 * epoch and the pruned end.
 */
export const JOURNAL_TABLES = `
CREATE TABLE IF NOT EXISTS events (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  line TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE IF NOT EXISTS state (
  area TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (area, key)
) STRICT, WITHOUT ROWID;
`;

/** Area of `state` that only the journal itself writes. */
export const JOURNAL_AREA = 'journal';

/**
 * Key of the row that holds what is missing until a `gap` event of that reason is durable, however often the start is
 * interrupted before.
 */
export const untold = (reason: string): string => `untold ${reason}`;
