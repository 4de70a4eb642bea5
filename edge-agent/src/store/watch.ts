import { differs } from '../journal/differs.ts';
import { OwnValues } from '../journal/own-values.ts';
import { isStill, type Stamps, Untouched } from '../journal/untouched.ts';
import type { Flaw } from '../journal/verify.ts';
import type { Position } from '../socket/position.ts';

/** A copy that takes its time is judged when nobody has written for so long, or at the latest after so long, ms. */
const STILL_MS = 1000;
const MOVING_MS = 30_000;
/** The same at the end of the process. */
const MOVING_AT_STOP_MS = 5000;

/** What somebody else has done to the files, from when it was noticed. */
interface Meddling {
  readonly why: string;
  readonly until: number;
  /** How the files looked last, since when, and whether that was judged. */
  seen: Stamps;
  since: number;
  isJudged: boolean;
}

/** Notices what somebody else writes into the files of an open journal, and waits until he is done. */
export class Watch {
  readonly values = new OwnValues();
  readonly #file: string;
  readonly #now: () => number;
  readonly #untouched: Untouched;
  readonly #flaws = new Set<number>();
  #meddling: Meddling | undefined;
  #patience = MOVING_MS;

  constructor(file: string, now: () => number) {
    this.#file = file;
    this.#now = now;
    this.#untouched = new Untouched(file);
  }

  /** The journal was opened now. */
  opened(position: Position): void {
    this.#meddling = undefined;
    this.#untouched.opened();
    this.values.opened(position);
  }

  committed(position: Position): void {
    this.#untouched.committed();
    this.values.committed(position);
  }

  /**
   * A checkpoint has written into the file. Whether somebody else has meanwhile, the times do not say: its end is read. If it
   * is not ours, or cannot be read, the times stay as they were noted, and the next look sees to it. A file that is not in
   * its place cannot be read by its name; `areThere` tells of it.
   */
  checkpointed(position: Position): void {
    try {
      const seen = this.#untouched.look();
      if (!this.areThere || differs(this.#file, position, this.#flaws, 'end') === undefined)
        this.#untouched.accept(seen);
    } catch {
      // The next look says so.
    }
  }

  /** An event is known not to match its chain value: nobody else has written that. */
  known({ seq }: Flaw): void {
    this.#flaws.add(seq);
  }

  /** Whether the files that were opened are still found by their names. @throws the file system's error */
  get areThere(): boolean {
    return this.#untouched.areThere;
  }

  /** What differs, while the files do not hold the journal. */
  get why(): string | undefined {
    return this.#meddling?.why;
  }

  /** Whether somebody else may still be writing. */
  get isMoving(): boolean {
    const { since = -Infinity, until = -Infinity } = this.#meddling ?? {};
    return this.#now() < Math.min(since + STILL_MS, until);
  }

  /** The process ends: nobody is waited for much longer. */
  hurry(): void {
    this.#patience = MOVING_AT_STOP_MS;
    if (this.#meddling === undefined) return;
    const until = Math.min(this.#meddling.until, this.#now() + this.#patience);
    this.#meddling = { ...this.#meddling, until };
  }

  /**
   * Whether the files hold the journal. What is found to differ is judged once more when its writer is done: a copy of the
   * same bytes differs only half way.
   *
   * @throws the file system's or SQLite's error when that cannot be known
   */
  look(position: Position): 'ours' | 'moving' | 'overwritten' {
    const seen = this.#untouched.look();
    const since = this.#now();
    if (this.#meddling === undefined) {
      const why = this.#judge(seen, position, this.#untouched.moved(seen));
      if (why === undefined) return 'ours';
      this.#meddling = { why, until: since + this.#patience, seen, since, isJudged: false };
    } else if (!isStill(seen, this.#meddling.seen)) {
      Object.assign(this.#meddling, { seen, since, isJudged: false });
    }
    if (this.isMoving) return 'moving';
    if (!this.#meddling.isJudged && this.#judge(seen, position, 'content') === undefined) {
      this.#meddling = undefined;
      return 'ours';
    }
    this.#meddling.isJudged = true;
    return 'overwritten';
  }

  /** What was noted is what was seen before it was read. */
  #judge(seen: Stamps, position: Position, moved: 'content' | 'attributes' | undefined): string | undefined {
    if (moved === undefined) return undefined;
    if (!this.areThere) return 'it is not in its place';
    const part = moved === 'content' ? 'whole' : 'end';
    const why = differs(this.#file, position, this.#flaws, part);
    if (why === undefined) this.#untouched.accept(seen);
    return why;
  }
}
