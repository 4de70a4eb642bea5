import { Bus } from '@vratar/firmware-sim/line';
import { Pd, simulatedHardware, simulatedIdentity } from '@vratar/firmware-sim/pd';
import { Random } from '@vratar/firmware-sim/random';
import { RealClock } from '@vratar/firmware-sim/time';
import type { LineShape } from './limit.ts';

export const KEY = Uint8Array.from({ length: 16 }, (_, i) => 0x40 + i);

/** Readers on a line that paces every byte. */
export interface BusOfReaders {
  readonly clock: RealClock;
  readonly bus: Bus;
  readonly readers: readonly Pd[];
  /** Called with the ideal moment at which the last byte of an OUT was through. */
  onOut: (address: number, atMs: number) => void;
  /** Moment of the last command that was neither POLL nor a repetition. */
  lastOther: number;
  /** Called with the ideal moment at which an answer of this reader was through. */
  onReply: (address: number, atMs: number) => void;
}

export function busOfReaders({ baud, devices, turnaroundMs }: LineShape): BusOfReaders {
  const clock = new RealClock();
  const random = new Random(1);
  const bus = new Bus({ clock, random, baud });
  const readers: Pd[] = [];
  const result: BusOfReaders = { clock, bus, readers, onOut: () => {}, lastOther: 0, onReply: () => {} };
  for (let address = 0; address < devices; address += 1) {
    const listener = {
      received: ({ command, atMs }: { command?: { kind: string } | undefined; atMs: number }) => {
        if (command !== undefined && command.kind !== 'POLL') result.lastOther = atMs;
        if (command?.kind === 'OUT') result.onOut(address, atMs);
      },
      replied: (_entry: unknown, atMs: number) => result.onReply(address, atMs),
    };
    readers.push(
      new Pd({
        clock,
        random,
        bus,
        memory: { address, baud, security: 'required', siteKey: KEY, install: false },
        identity: simulatedIdentity(address),
        hardware: simulatedHardware,
        turnaroundMs,
        bootMs: 0,
        listener,
      }),
    );
  }
  return result;
}
