import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { Push } from '@vratar/edge-agent/src/socket/schema.ts';
import type { JournalEvent } from '@vratar/protocol/messages';
import type { GateRig } from '../../../testing/gate/index.ts';
import { acknowledgements, command, taps } from '../load.ts';

/** Cards on the list of a recorded gate. */
export const CARDS = 200;

/** For what takes a moment, on a machine that has other things to do. */
const WITHIN_MS = 60_000;

/** One life of a recorded gate, and a shell beside it whose calls are recorded, too, in their true order. */
export class Life {
  readonly rig: GateRig;
  readonly link: GateClient;
  readonly events: JournalEvent[] = [];
  readonly #tool: GateClient;
  readonly #shell: number;
  #last: { seq: number; hash: string } | undefined;

  private constructor(rig: GateRig, link: GateClient, tool: GateClient, shell: number) {
    this.rig = rig;
    this.link = link;
    this.#tool = tool;
    this.#shell = shell;
  }

  /** Starts a gate, and ends it in order when `live` is over. */
  static async through(rig: GateRig, wrapper: string[], live: (life: Life) => Promise<void>): Promise<void> {
    const pipe = join(rig.folder, 'shell');
    execFileSync('sh', ['-c', 'rm -f "$1" && mkfifo "$1"', 'sh', pipe]);
    const shell = openSync(pipe, 'r+');
    const gate = rig.startGate({ wrapper: [...wrapper, 'sh', '-c', `sh < '${pipe}' & exec "$@"`, 'sh'] });
    try {
      const life = new Life(rig, await gate.connect('link'), await gate.connect('tool'), shell);
      await life.#listen();
      await live(life);
      await life.#tool.close();
      await life.link.close();
    } finally {
      closeSync(shell);
      await gate.kill('SIGTERM');
    }
  }

  async #listen(): Promise<void> {
    await this.link.subscribe(['event'], (topic, body) => {
      if (topic !== 'event') return;
      const { event, hash } = body as Push<'event'>;
      this.#last = { seq: event.seq, hash };
      this.events.push(event);
    });
  }

  /** People tap and the cloud acknowledges, while `work` lasts. */
  async underLoad(random: () => number, work: () => Promise<void>): Promise<void> {
    const stop = new AbortController();
    const { signal } = stop;
    const load = Promise.all([
      taps(this.rig, CARDS, random, signal),
      acknowledgements(
        this.link,
        () => this.#last,
        () => undefined,
        signal,
      ),
    ]);
    try {
      await Promise.race([work(), load]);
    } finally {
      stop.abort();
      await load;
    }
  }

  async drill(id: string, on: boolean): Promise<void> {
    await this.#tool.request('command', { ...command({ name: 'fire_drill', zone: 'school', on }), id });
  }

  /** What somebody at the gateway's shell does meanwhile. */
  shell(script: string): void {
    writeSync(this.#shell, `${script}\n`);
  }

  /**
   * @param meanwhile what is done before each look
   * @throws Error when it was not so within a minute
   */
  async until(what: string, done: () => boolean, meanwhile?: () => Promise<void>): Promise<void> {
    for (const end = Date.now() + WITHIN_MS; !done(); await sleep(20)) {
      if (Date.now() > end)
        throw new Error(`not within a minute: ${what}; ${this.events.length} events shown`);
      await meanwhile?.();
    }
  }
}
