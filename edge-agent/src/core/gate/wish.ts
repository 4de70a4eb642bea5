import { GRANTED, GRANTED_MS, REFUSAL_SIGNALS, REFUSALS } from '@vratar/protocol/refusals';
import type { DeviceWish, LedColor, LedWish, OutputWish, SoundWish, TextWish } from '../../line/contract.ts';
import type { Direction } from '../schedule/lookup.ts';
import { displayText } from './display.ts';
import type { Feedback, LaneUnit } from './lane-unit.ts';
import type { OutputUse, WiredDevice, WiredReader } from './wiring.ts';

/** What one device is to do at `now`. Fire is applied last: nothing of a lane's own can come after it (I1). */
export function deviceWish(
  device: WiredDevice,
  units: ReadonlyMap<string, LaneUnit>,
  now: number,
): DeviceWish {
  const lane = (id: string) => units.get(id)!;
  const outputs = device.outputs.map((use) =>
    withFire(use, lane(use.lane), outputWish(use, lane(use.lane), now)),
  );
  const readers = device.readers.map((reader) => ({ reader, unit: lane(reader.lane) }));
  const signals = readers.flatMap(({ reader, unit }) => signalOf(reader, unit, now));
  const sound = signals.find((signal) => signal.sound !== undefined)?.sound;
  const text = signals.find((signal) => signal.text !== undefined)?.text;
  return {
    outputs,
    leds: readers.flatMap(({ reader, unit }) => ledWishes(reader, unit, now)),
    ...(sound === undefined ? {} : { sound }),
    ...(text === undefined ? {} : { text }),
    fire: device.outputs.some((use) => use.kind === 'release' && lane(use.lane).latch !== undefined),
  };
}

function withFire(use: OutputUse, unit: LaneUnit, wish: OutputWish): OutputWish {
  if (unit.latch === undefined || use.kind !== 'release') return wish;
  return steady(use, use.point.energised === 'unlocks');
}

function outputWish(use: OutputUse, unit: LaneUnit, now: number): OutputWish {
  switch (use.kind) {
    case 'release':
      return releaseWish(use, unit, now);
    case 'go':
      return steady(use, isOpen(unit, use.direction, now));
    case 'stop':
      return steady(use, !isOpen(unit, use.direction, now));
    case 'siren':
      return unit.siren !== undefined && now < unit.siren.until
        ? {
            output: use.point.output,
            kind: 'timed',
            energised: true,
            id: unit.siren.id,
            untilMs: unit.siren.until,
          }
        : steady(use, false);
  }
}

/** Grants are timed, so that a gate that dies never leaves a lane open; only an ordered mode is steady. */
function releaseWish(use: OutputUse & { kind: 'release' }, unit: LaneUnit, now: number): OutputWish {
  const released = use.point.energised === 'unlocks';
  if (use.directions.some((direction) => isFree(unit, direction))) return steady(use, released);
  const { open } = unit.state;
  if (open === undefined || !use.directions.some((direction) => isGranted(unit, direction, now))) {
    return steady(use, !released);
  }
  const { output } = use.point;
  return { output, kind: 'timed', energised: released, id: open.grant.id, untilMs: open.deadline };
}

/** A turnstile closes behind the body; a lane that sees nobody stays open for the whole window. */
function isGranted(unit: LaneUnit, direction: Direction, now: number): boolean {
  const { open } = unit.state;
  if (open === undefined) return false;
  const used = open.passed && unit.config.sensors.kind !== 'none';
  return open.grant.direction === direction && now < open.deadline && !used;
}

const isFree = (unit: LaneUnit, direction: Direction): boolean =>
  unit.latch !== undefined || (unit.state.service !== 'ordered_out' && unit.modes[direction].mode === 'free');

const isOpen = (unit: LaneUnit, direction: Direction, now: number): boolean =>
  isFree(unit, direction) || isGranted(unit, direction, now);

const steady = (use: OutputUse, energised: boolean): OutputWish => ({
  output: use.point.output,
  kind: 'steady',
  energised,
});

function ledWishes({ point, direction }: WiredReader, unit: LaneUnit, now: number): LedWish[] {
  const { reader, led } = point;
  const [on, off] = restingColors(unit, direction, now);
  const resting: LedWish = { reader, led, on, off, onMs: 500, offMs: on === off ? 0 : 500 };
  const shown = refusalShown(unit.feedback[direction], now);
  if (shown === undefined) return [resting];
  const { lamp, forMs } = shown.signal;
  return [resting, { reader, led, ...lamp, temporary: { id: shown.feedback.id, forMs } }];
}

function restingColors(unit: LaneUnit, direction: Direction, now: number): readonly [LedColor, LedColor] {
  if (unit.latch !== undefined) return ['green', 'off'];
  if (unit.state.service !== 'in') return ['amber', 'amber'];
  if (isOpen(unit, direction, now)) return ['green', 'green'];
  const first = unit.firsts[direction];
  return first !== undefined && now < first.until ? ['amber', 'off'] : ['red', 'red'];
}

function refusalShown(feedback: Feedback | undefined, now: number) {
  if (feedback === undefined || feedback.code === 'granted' || now >= feedback.until) return undefined;
  return { feedback, signal: REFUSAL_SIGNALS[REFUSALS[feedback.code].tone] };
}

const GRANT_SOUND = { onMs: 100, offMs: 100, count: 1 } as const;

function signalOf(
  { point, direction }: WiredReader,
  unit: LaneUnit,
  now: number,
): { sound?: SoundWish; text?: TextWish }[] {
  const feedback = unit.feedback[direction];
  if (feedback === undefined || now >= feedback.until) return [];
  const { id, code, language } = feedback;
  const { reader } = point;
  const refusal = code === 'granted' ? undefined : REFUSALS[code];
  const signal = refusal === undefined ? undefined : REFUSAL_SIGNALS[refusal.tone];
  const sound = { id, reader, ...(signal?.sound ?? GRANT_SOUND) };
  const said = (refusal?.text ?? GRANTED)[language];
  const forMs = signal?.forMs ?? GRANTED_MS;
  return [
    {
      ...(point.sounds ? { sound } : {}),
      ...(point.display && { text: { id, reader, text: displayText(said, point.display), forMs } }),
    },
  ];
}
