import type { Opening } from '../journal/open-journal.ts';
import type { AlarmBoard } from './alarm-board.ts';

/** Tells of what was wrong with a journal that was opened; what is only not recorded yet has been told before. */
export function tellOpening({ damaged, restored, takenBack }: Opening, alarms: AlarmBoard): void {
  if (damaged?.aside !== undefined) alarms.tell('journal_damaged', { ...damaged });
  else if (damaged !== undefined) alarms.raise('journal_damaged', { ...damaged });
  if (takenBack !== undefined) alarms.tell('journal_restored', { ...takenBack });
  if (restored !== undefined) alarms.raise('journal_restored', { ...restored });
}
