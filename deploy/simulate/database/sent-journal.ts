import { encodeBatch } from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';

const EPOCH = 1;

/** Lines of a journal with their chain of hashes, as a gateway sends them; what is in a line is not looked at. */
export class SentJournal {
  readonly #lines: readonly string[];
  readonly #hashes: string[] = [CHAIN_START];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    for (const line of lines) this.#hashes.push(chainHash(this.#hashes.at(-1)!, line));
  }

  /** @param first number of its first event, from 1; `last` is in it, too */
  batch(first: number, last: number): string {
    const [prev, head] = [this.#hashes[first - 1]!, this.#hashes[last]!];
    return encodeBatch({ epoch: EPOCH, first, prev, head, lines: this.#lines.slice(first - 1, last) }, 1);
  }

  /** @param at what the gateway's clock shows, ms since 1970 */
  hello(at: number): object {
    return {
      v: 1,
      session: `simulated-${at}`,
      formats: [1],
      epoch: EPOCH,
      first: 1,
      last: this.#lines.length,
      head: this.#hashes.at(-1)!,
      at,
      boot: 'greeting',
      mono: 1,
      release: 'simulated',
    };
  }
}
