import { dirname } from 'node:path';
import type { DiskCall } from './disk-call.ts';
import { MEDDLED } from './meddled.ts';

/**
 * Whether the gate answers for its journal. Somebody else has removed or overwritten it: `meddled`. What stands in for it
 * has a name that lasts, and is on its way to the journal's place: `putting-back`, until the next event is shown.
 */
export type Answerable = 'yes' | 'meddled' | 'putting-back';

const STAND_IN = /\/journal\.db\.(own|left)$/;

/** What somebody outside has been told, and what must therefore survive any cut from now on. */
export class Promises {
  readonly events = new Map<number, { readonly hash: string; readonly line: string }>();
  list = 0;
  acked = 0;
  /** A drill was answered as begun, and nothing has touched the latch since. */
  latched = false;
  answerable: Answerable = 'yes';
  /** The folder in which a copy of the journal has got its name, and has yet to keep it. */
  #named: string | undefined;

  hear(call: DiskCall): void {
    if (call.kind === 'said') this.#said(call.data.toString('utf8'));
    else if (call.kind === 'write' && /\/fire\.[ab]$/.test(call.path)) this.latched = false;
    else this.#journalFile(call);
  }

  #journalFile(call: DiskCall): void {
    if (call.kind === 'open' && call.path.endsWith(`/${MEDDLED}`)) this.answerable = 'meddled';
    else if (this.answerable !== 'meddled') return;
    else if (call.kind === 'rename' && STAND_IN.test(call.to)) this.#named = dirname(call.to);
    else if (call.kind === 'sync' && call.path === this.#named) {
      this.answerable = 'putting-back';
      this.#named = undefined;
    }
  }

  /** Clients' lines may come in several writes, but one connection's text never mixes with another's inside a write. */
  #said(text: string): void {
    for (const line of text.split('\n')) if (line.startsWith('{')) this.#line(line);
  }

  #line(text: string): void {
    const message = parse(text);
    if (message?.push === 'event') {
      const { hash, line, event } = message.body;
      this.events.set(event.seq, { hash, line });
      if (this.answerable === 'putting-back') this.answerable = 'yes';
    } else if (message?.ok?.version !== undefined && message.ok.received !== undefined)
      this.list = message.ok.version;
    else if (message?.ok?.acked !== undefined) this.acked = Math.max(this.acked, message.ok.acked);
    else if (/^drill-on/.test(message?.ok?.id ?? '')) this.latched = message?.ok.outcome === 'done';
  }
}

// biome-ignore lint/suspicious/noExplicitAny: lines of a protocol whose shapes are checked where they are used
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
