import { toJson, toLine } from '../decode/describe.ts';
import type { Entry } from '../decode/entry.ts';
import type { ToolIo } from '../tool-io.ts';

export type ViewOptions = { readonly json?: true; readonly reveal?: true; readonly all?: true };

/** Prints what was said on a line, and tells at the end what was left out: a line at rest says POLL and ACK alone. */
export class Viewer {
  readonly #io: ToolIo;
  readonly #options: ViewOptions;
  #frames = 0;
  #leftOut = 0;
  #discarded = 0;

  constructor(io: ToolIo, options: ViewOptions) {
    this.#io = io;
    this.#options = options;
  }

  show(entry: Entry): void {
    if (entry.kind === 'frame') this.#frames += 1;
    else this.#discarded += 1;
    if (!this.#options.all && isQuiet(entry)) {
      this.#leftOut += 1;
      return;
    }
    const reveal = this.#options.reveal === true;
    this.#io.out(this.#options.json ? JSON.stringify(toJson(entry, reveal)) : toLine(entry, reveal));
  }

  /** Says how much there was; gives whether there was any frame. */
  end(): boolean {
    const leftOut = this.#leftOut > 0 ? `, ${this.#leftOut} POLL and ACK left out (--all shows them)` : '';
    const discarded = this.#discarded > 0 ? `, and ${this.#discarded} pieces that are no frame` : '';
    this.#io.note(`${this.#frames === 1 ? '1 frame' : `${this.#frames} frames`}${leftOut}${discarded}`);
    return this.#frames > 0;
  }
}

function isQuiet(entry: Entry): boolean {
  return entry.kind === 'frame' && (entry.name === 'POLL' || entry.name === 'ACK');
}
