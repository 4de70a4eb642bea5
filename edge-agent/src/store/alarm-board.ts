import type { StoreAlarm } from './messages.ts';
import type { Trouble } from './trouble.ts';

type AlarmCode = StoreAlarm['alarm']['code'];

const OF_TROUBLE = { full: 'disk_full', readonly: 'disk_readonly', failing: 'journal_failing' } as const;

/** The store's alarms: told when they begin and when they end, and not in between. */
export class AlarmBoard {
  readonly #notify: (notice: StoreAlarm) => void;
  readonly #standing = new Set<AlarmCode>();

  constructor(notify: (notice: StoreAlarm) => void) {
    this.#notify = notify;
  }

  /** A condition holds, until `end`. */
  raise(code: AlarmCode, data: Record<string, unknown>): void {
    if (this.#standing.has(code)) return;
    this.#standing.add(code);
    this.#notify({ alarm: { code, on: true, data } });
  }

  /** The condition that a failed write shows; damage is an event, told when it is repaired. */
  trouble({ kind, why }: Trouble): void {
    if (kind !== 'damaged') this.raise(OF_TROUBLE[kind], { why });
  }

  /** Something has happened: told each time, and the alarm of the time before ends with it. */
  tell(code: AlarmCode, data: Record<string, unknown>): void {
    this.end(code);
    this.raise(code, data);
  }

  end(...codes: AlarmCode[]): void {
    for (const code of codes)
      if (this.#standing.delete(code)) this.#notify({ alarm: { code, on: false, data: {} } });
  }
}
