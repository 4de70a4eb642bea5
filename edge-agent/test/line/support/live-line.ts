import type { DeviceWish, LineEvent, PdAddress } from '../../../src/line/contract.ts';
import { type Line, openLine } from '../../../src/line/open-line.ts';
import type { OpenPort } from '../../../src/line/ports/byte-port.ts';
import { NOTHING, secureDevice } from './test-line.ts';

/** A running line in real time with the devices 0 to `count − 1` in secure channel. */
export class LiveLine {
  readonly line: Line;
  readonly events: LineEvent[] = [];
  readonly wishes = new Map<PdAddress, DeviceWish>();
  #waiting: (() => void)[] = [];

  constructor(port: OpenPort, baud: number, count = 1) {
    this.line = openLine({
      config: { baud, devices: Array.from({ length: count }, (_, address) => secureDevice(address)) },
      port,
      wishes: (address) => this.wishes.get(address) ?? NOTHING,
      onEvent: (event) => {
        this.events.push(event);
        for (const wake of this.#waiting.splice(0)) wake();
      },
    });
  }

  /** Waits for an event that was not there when this was called. */
  async next<K extends LineEvent['kind']>(
    kind: K,
    wanted: (event: Extract<LineEvent, { kind: K }>) => boolean = () => true,
    withinMs = 60_000,
  ): Promise<Extract<LineEvent, { kind: K }>> {
    const from = this.events.length;
    const timeout = AbortSignal.timeout(withinMs);
    for (;;) {
      const found = this.events
        .slice(from)
        .find((event) => event.kind === kind && wanted(event as Extract<LineEvent, { kind: K }>));
      if (found !== undefined) return found as Extract<LineEvent, { kind: K }>;
      await new Promise<void>((wake, fail) => {
        this.#waiting.push(wake);
        timeout.addEventListener(
          'abort',
          () => fail(new Error(`no ${kind} within ${withinMs} ms, after ${this.#seen(from)}`)),
          {
            once: true,
          },
        );
      });
    }
  }
  #seen(from: number): string {
    const kinds = this.events.slice(from).map(({ kind }) => kind);
    return kinds.join(', ') || 'nothing';
  }
}
