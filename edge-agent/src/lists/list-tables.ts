/**
 * The allow list's file. A whole new list is written beside the old one under the next `generation`, in small steps, and
 * takes its place in one commit; what is left of other generations is nobody's list and is deleted when there is time.
 */
export const LIST_TABLES = `
CREATE TABLE IF NOT EXISTS list (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  version INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  policy TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS entries (
  generation INTEGER NOT NULL,
  token TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (generation, token)
) STRICT, WITHOUT ROWID;
`;
