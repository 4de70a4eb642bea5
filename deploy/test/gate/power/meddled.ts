import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Life } from './life.ts';

/** A file that a meddler opens first: from here on the gate answers only for what it has put back. */
export const MEDDLED = 'meddled';

/** So many events, that a checkpoint is due and a copy of the file is worth something. */
const EVENTS = 60;

/**
 * What a gate goes through whose journal somebody removes, moves another file over, and overwrites in place, while people
 * tap; at last so that it cannot be put back before the stop. The next start goes on with what was left.
 */
export const meddled = (random: () => number) => [
  (life: Life) => new Meddled(life, random).live(),
  async (life: Life): Promise<void> => {
    rmSync(join(life.rig.data, 'journal.db.own'), { recursive: true });
    const before = life.events.length;
    await life.underLoad(random, () =>
      life.until('events after the start', () => life.events.length > before + 5),
    );
  },
];

class Meddled {
  readonly #life: Life;
  readonly #random: () => number;
  readonly #file: string;
  #done = 0;

  constructor(life: Life, random: () => number) {
    this.#life = life;
    this.#random = random;
    this.#file = join(life.rig.data, 'journal.db');
  }

  async live(): Promise<void> {
    const life = this.#life;
    await life.link.offerList(life.rig.cards.list(1));
    const { size } = statSync(this.#file);
    await life.underLoad(this.#random, () => this.#shown(EVENTS));
    await life.until('a checkpoint in a pause', () => statSync(this.#file).size > size);
    life.shell(`for n in 1 2; do dd if=${this.#file} of=${this.#file}.copy-$n bs=4096 status=none; done`);
    await life.underLoad(this.#random, async () => {
      await life.drill('drill-on-1', true);
      await this.#meddle(`rm ${this.#file} ${this.#file}-wal`, 'journal_restored');
      await this.#meddle(`mv ${this.#file}.copy-1 ${this.#file}`, 'journal_restored');
      await this.#meddle(`dd if=${this.#file}.copy-2 ${this.#over}`, 'journal_restored', 'or nothing');
      await this.#meddle(`dd if=/dev/urandom count=20 ${this.#over}`, 'journal_restored');
      // Nothing can be given this name now.
      mkdirSync(`${this.#file}.own`);
      writeFileSync(join(`${this.#file}.own`, 'in-the-way'), '');
      await this.#meddle(`rm ${this.#file}`, 'journal_displaced');
    });
  }

  get #over(): string {
    return `of=${this.#file} conv=notrunc bs=4096 status=none`;
  }

  async #shown(more: number): Promise<void> {
    const wanted = this.#life.events.length + more;
    await this.#life.until(`${more} events more`, () => this.#life.events.length >= wanted);
  }

  /**
   * @param alarm what the gate says when it has seen to it; it looks at names each minute, and when a mark is due
   * @param otherwise `or nothing`: of an older copy every page may be in the write-ahead log anew, or unchanged; then the
   *   journal is whole, and the gate shows events again
   */
  async #meddle(script: string, alarm: string, otherwise?: 'or nothing'): Promise<void> {
    const life = this.#life;
    await this.#shown(4);
    const done = join(life.rig.data, `meddled-${this.#done++}`);
    const told = () =>
      life.events.filter(
        ({ kind, reason, data }) => kind === 'alarm' && reason === alarm && data?.on !== false,
      ).length;
    const before = told();
    life.shell(`: > ${join(life.rig.data, MEDDLED)}; ${script}; : > ${done}`);
    await life.until(`the end of ${script}`, () => existsSync(done));
    // What is on its way was committed before.
    const usable = life.events.length + 20;
    const isSeenTo = () => told() > before || (otherwise === 'or nothing' && life.events.length > usable);
    await life.until(`${alarm} after ${script}`, isSeenTo, async () => {
      // A history that has forked already: nothing changes but the mark.
      await life.link.request('fork', { epoch: 999_999, atLeast: 1 }).catch(() => undefined);
    });
    await this.#shown(4);
  }
}
