import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { saveNotes } from './group/notes.ts';

const FLUSH_MS = 5_000;
/** Pairs of gateway and code between two writes; a network full of misbehaving gateways is one problem, not many. */
const MOST = 10_000;

interface Count {
  readonly gateway: string;
  readonly school: string;
  readonly code: string;
  count: number;
  /** Something else to be said of it than how often. */
  detail: string | undefined;
}

/**
 * What gateways sent and nobody could use: written down and logged once for each gateway and reason in a while,
 * however often it happens, so that a flood does not become one of ours.
 */
export class Misconduct {
  readonly #pool: Pool;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: Pool, log: Logger, now: () => number) {
    this.#pool = pool;
    this.#log = log;
    this.#now = now;
  }

  add(gateway: string, school: string, code: string, detail?: string): void {
    const key = `${gateway}\n${code}`;
    const known = this.#counts.get(key);
    if (known !== undefined) {
      known.count += 1;
      known.detail = detail || known.detail;
    } else if (this.#counts.size < MOST) this.#counts.set(key, { gateway, school, code, count: 1, detail });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const notes = [...this.#counts.values()].map((each) => ({
      ...each,
      detail: each.detail ?? `${each.count} messages refused`,
    }));
    this.#counts.clear();
    for (const { gateway, code, count } of notes)
      this.#log.warn({ gateway, code, count }, 'messages were refused');
    if (notes.length === 0) return;
    const client = await this.#pool.connect().catch(() => undefined);
    try {
      if (client !== undefined) await saveNotes(client, notes, this.#now());
    } catch (error) {
      this.#log.warn({ err: error }, 'misconduct is not written down');
    } finally {
      client?.release();
    }
  }
}
