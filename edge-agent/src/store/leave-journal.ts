import { VratarError } from '@vratar/protocol/errors';
import type { OpenJournal } from '../journal/open-journal.ts';
import { removeLog, vacuumInto } from '../journal/take-back.ts';
import { type Content, writeJournal } from '../journal/write-journal.ts';
import { leave } from './leave.ts';

/** Why an open journal is not known to be in its place. */
export interface OutOfPlace {
  /**
   * `overwritten`: its files hold what somebody else has written there. `unread`: nobody knows what they hold. `nameless`: it
   * was moved or removed, and all of it is open still.
   */
  readonly kind: 'overwritten' | 'unread' | 'nameless';
  readonly why: string;
}

/**
 * At the end of the process: writes what the gate has of such a journal to where there is room for it, and nothing to the
 * files that are in its place.
 *
 * @param content what can be proven to be ours
 * @returns `journal_left` with where it lies, `journal_lost`, or `journal_unchecked` where the files may be whole
 */
export function leaveJournal(
  file: string,
  open: OpenJournal,
  { kind, why }: OutOfPlace,
  content: (why: string) => Content,
): VratarError {
  if (kind === 'nameless') return leaveNameless(file, open, why);
  const found = content(why);
  if (kind === 'overwritten') return leaveContent(file, open, why, found);
  // What cannot be read now may be whole: only a copy that is, too, may stand in for it.
  const isWhole = found.pruned < open.journal.position.first;
  const left = isWhole ? leaveContent(file, open, why, found) : undefined;
  return left?.code === 'journal_left' ? left : new VratarError('journal_unchecked', { why }, { file });
}

function leaveContent(file: string, { journal }: OpenJournal, why: string, content: Content): VratarError {
  return leave(file, journal.position, why, (copy) => writeJournal(copy, content));
}

function leaveNameless(file: string, { db, journal }: OpenJournal, why: string): VratarError {
  const left = leave(file, journal.position, why, (copy) => vacuumInto(db, copy));
  // Whoever moves the copy to the journal's place by hand would have its log replayed into it.
  if (left.code === 'journal_left') removeLog(file);
  return left;
}
