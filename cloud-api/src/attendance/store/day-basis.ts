import type { Mark } from '../fold/facts.ts';

/** Key of a person's day. A person belongs to one school on each date, so that this names one row. */
export const dayKey = (person: string, day: string): string => `${person}/${day}`;

/** Everything but the trail that decides a person's day, as facts say it now. */
export interface DayBasis {
  readonly school: string;
  readonly day: string;
  readonly person: string;
  /** undefined: staff. */
  readonly class: string | undefined;
  readonly tracked: boolean;
  readonly excused: boolean;
  readonly marks: ReadonlyMap<number, Mark> | undefined;
}
