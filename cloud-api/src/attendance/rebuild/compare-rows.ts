import type { DayRow } from '../store/day-row.ts';
import { differingColumns, type KeptRow } from './read-rows.ts';

/** How stored rows of a school's day differ from those that facts give. */
export interface Compared {
  /** Missing ones and those with other contents. */
  readonly wrong: readonly DayRow[];
  readonly missing: number;
  /** Persons who have a row and no day here. */
  readonly surplus: readonly string[];
  /** Columns in which rows differ. */
  readonly columns: ReadonlySet<string>;
}

export function compareRows(computed: readonly DayRow[], kept: ReadonlyMap<string, KeptRow>): Compared {
  const columns = new Set<string>();
  const present = new Set<string>();
  let missing = 0;
  const wrong = computed.filter((row) => {
    present.add(row.person);
    const before = kept.get(row.person);
    if (before === undefined) missing += 1;
    const differing = before === undefined ? [] : differingColumns(row, before.row);
    for (const name of differing) columns.add(name);
    return before === undefined || differing.length > 0;
  });
  return { wrong, missing, columns, surplus: [...kept.keys()].filter((person) => !present.has(person)) };
}
