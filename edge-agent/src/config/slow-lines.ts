import { BAUD_RATES } from '@vratar/protocol/osdp';
import { STALE_READ_MS } from '../core/decision/card-rules.ts';
import type { EdgeConfig } from './edge-config.ts';
import { FIRE_INPUTS_MS, hasBaud } from './lines.ts';

/** Whatever a crowd makes a line say has to fit into the time after which a read is refused (I9). */
const WITHIN_MS = STALE_READ_MS;
const READS_OF_A_FIRE_INPUT = WITHIN_MS / FIRE_INPUTS_MS;
/** For one person at a reader: RAW, OUT, and the beams when they are broken and when they are free again. */
const FULL_EXCHANGES = 4;
/** Median of a recorded line of real readers; no configuration can know it. */
const USUAL_TURNAROUND_MS = 17;
const BITS_PER_BYTE = 10;
/** POLL with an empty answer, and with a report, mark bytes included; OUT and ISTAT with theirs are as long. */
const BYTES = { secure: { empty: 30, full: 46 }, clear: { empty: 18, full: 28 } } as const;

/** A line that cannot say in time what people at all of its readers make it say. */
export interface SlowLine {
  readonly id: string;
  readonly baud: number;
  /** Whether the gate can change the speed. */
  readonly hasBaud: boolean;
  readonly readers: number;
  /** Readers that carry a fire input. */
  readonly withFire: number;
  /** Bytes in those three seconds, and exchanges, each with the time that a reader thinks. */
  readonly bytes: number;
  readonly exchanges: number;
  /** What they take, ms; above `WITHIN_MS`. */
  readonly neededMs: number;
  /** The lowest speed at which they fit; undefined when none is high enough. */
  readonly enough: number | undefined;
}

/**
 * Lines on which a crowd at every reader is more than the wire can carry: taps would be refused as stale, and fire
 * inputs be read late. Checked against the scheduler in a simulated crowd: below the limit nobody is refused.
 */
export function slowLines({ lines, site }: EdgeConfig): SlowLine[] {
  const fires = new Set(site.fire.inputs.map(({ device }) => device));
  return lines.flatMap(({ id, baud, gapMs, port }) => {
    const readers = site.devices.filter(({ line }) => line === id);
    const load = { bytes: 0, exchanges: 0 };
    for (const { id: device, security } of readers) {
      const full = FULL_EXCHANGES + (fires.has(device) ? READS_OF_A_FIRE_INPUT : 0);
      load.bytes += full * BYTES[security].full + BYTES[security].empty;
      load.exchanges += full + 1;
    }
    const neededAt = (rate: number) =>
      (load.bytes * BITS_PER_BYTE * 1000) / rate + load.exchanges * (USUAL_TURNAROUND_MS + gapMs);
    if (neededAt(baud) <= WITHIN_MS) return [];
    const withFire = readers.filter((reader) => fires.has(reader.id)).length;
    const enough = BAUD_RATES.find((rate) => rate > baud && neededAt(rate) <= WITHIN_MS);
    return [
      {
        id,
        baud,
        hasBaud: hasBaud(port),
        readers: readers.length,
        withFire,
        ...load,
        neededMs: neededAt(baud),
        enough,
      },
    ];
  });
}

/** For the installer. */
export function slowLineText({ id, baud, readers, withFire, bytes, exchanges, ...line }: SlowLine): string {
  const fire = withFire === 0 ? '' : `, ${withFire} with a fire input that is read each second`;
  const way = line.hasBaud
    ? `vratar-edge baud ${id} ${line.enough}`
    : 'set it at the device server and the readers, then here';
  const remedy =
    line.enough === undefined
      ? 'Put fewer readers on this line.'
      : `At ${line.enough} baud it fits (${way}); so it does with fewer readers.`;
  return (
    `Line ${id} is too slow for people at all of its ${readers} readers${fire}: ${bytes} bytes in ${exchanges} exchanges ` +
    `take ${(line.neededMs / 1000).toFixed(1)} s at ${baud} baud with readers that think for ${USUAL_TURNAROUND_MS} ms, ` +
    `and have to fit into ${WITHIN_MS / 1000} s. Taps may be refused as stale and fire inputs be read late. ${remedy}`
  );
}
