import fc, { type GeneratorValue } from 'fast-check';
import { DATE, utc } from './case-dsl.ts';

/** One event of a journal with its true time. */
export interface TrueEvent {
  readonly time: number;
  readonly event: object;
}

/** What one connection brings: events by number, what was measured then, or both. */
export interface Delivery {
  readonly gateway: number;
  readonly arrives: number;
  readonly events?: { readonly first: number; readonly last: number };
  readonly measured?: {
    readonly boot: string;
    readonly mono: number;
    readonly time: number;
    readonly off: number;
  };
  /** The batch comes twice. */
  readonly again: boolean;
  /** The jobs get a turn behind it. */
  readonly job: boolean;
}

export interface RandomBoots {
  /** By gateway. */
  readonly journals: readonly (readonly TrueEvent[])[];
  /** By the moment of arrival. */
  readonly deliveries: readonly Delivery[];
  /** True stays of each pupil, seen or not. */
  readonly stays: readonly (readonly (readonly [from: number, until: number])[])[];
}

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const at = (local: string): number => Date.parse(utc(local));
const DAYS = ['', '+1 '] as const;

/**
 * By how much a clock may be off, or a step may be: nothing, less and more than anybody can tell, below and above a
 * silence, hours, days, years.
 */
const OFF = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  ...[
    [0.3, 2.4],
    [3, 140],
    [160, 900],
    [1_800, 9_000],
    [86_400, 200_000],
    [365 * 86_400, 800 * 86_400],
  ].map(([min, max]) => ({
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: min! * SECOND, max: max! * SECOND }), fc.constantFrom(-1, 1))
      .map(([length, sign]) => length * sign),
  })),
);

interface Setting {
  readonly since: number;
  readonly off: number;
  readonly unset: boolean;
}

interface Boot {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly settings: readonly Setting[];
  readonly silences: readonly (readonly [number, number])[];
  readonly measured: boolean;
}

/** Half a minute past each full one, so that no lesson's bound is nearer than anybody can tell. */
const HALF = 30 * SECOND;

function bootsOf(g: GeneratorValue, gateway: number): Boot[] {
  const boots: Boot[] = [];
  for (const day of DAYS) {
    let from = at(`${day}06:10`) + g(fc.integer, { min: 0, max: 60 }) * MINUTE;
    const last = boots.at(-1)?.until ?? from;
    if (last > from) from = last + g(fc.integer, { min: 1, max: 90 }) * MINUTE;
    for (let left = g(fc.integer, { min: 0, max: 3 }); left > 0 && from < at(`${day}14:00`); left -= 1) {
      const until = from + g(fc.integer, { min: 5, max: g(fc.boolean) ? 400 : 2_400 }) * MINUTE;
      boots.push(bootOf(g, `g${gateway}-${boots.length}`, from, until));
      from = until + g(fc.integer, { min: 1, max: 90 }) * MINUTE;
    }
  }
  return boots;
}

function bootOf(g: GeneratorValue, name: string, from: number, until: number): Boot {
  const moments = g(fc.array, fc.integer({ min: 1, max: Math.floor((until - from) / MINUTE) }), {
    maxLength: 3,
  });
  const starts = [from, ...moments.map((minute) => from + minute * MINUTE)].sort((a, b) => a - b);
  const measured = g(fc.boolean);
  const unset = g(fc.constantFrom, 0, 0, 1, 9);
  const settings = starts.map((since, index) => ({ since, off: g(() => OFF), unset: index < unset }));
  const silences = g(fc.array, fc.tuple(fc.nat({ max: 300 }), fc.integer({ min: 1, max: 90 })), {
    maxLength: 2,
  });
  const stretches = silences.map(([start, length]) => {
    const begins = from + start * MINUTE;
    return [begins, begins + length * MINUTE] as const;
  });
  const boot = { name, from, until, settings, silences: stretches, measured };
  return measured ? boot : { ...boot, settings: rightOnce(g, boot) };
}

/** A clock that was never right where anybody heard it, and that nobody measured, tells nobody so: it is believed. */
function rightOnce(g: GeneratorValue, boot: Boot): Setting[] {
  const heard = aliveTimes(boot).filter((time) => !isSilent(boot, time));
  const settings = heard.map((time) => settingAt(boot, time)).filter(({ unset }) => !unset);
  const right = settings[g(fc.nat) % Math.max(1, settings.length)];
  return boot.settings.map((each) => (each === right ? { ...each, off: 0 } : each));
}

const isSilent = ({ silences }: Boot, time: number): boolean =>
  silences.some(([from, until]) => time >= from && time < until);

const settingAt = ({ settings }: Boot, time: number): Setting =>
  settings.findLast(({ since }) => since <= time)!;

/** More often than a gateway that is silent, and not as often as each minute. */
const aliveTimes = ({ from, until }: Boot): number[] =>
  Array.from({ length: Math.ceil((until - from) / (2 * MINUTE)) }, (_, turn) => from + turn * 2 * MINUTE);

/** @returns undefined where the gateway was off, or silent */
function tell(boots: readonly Boot[], time: number): object | undefined {
  const boot = boots.find(({ from, until }) => time >= from && time < until);
  if (boot === undefined || isSilent(boot, time)) return undefined;
  const { off, unset } = settingAt(boot, time);
  const mono = time - boot.from;
  return { at: time + off, boot: boot.name, mono, clock: unset ? 'unsynced' : 'synced' };
}

const walk = fc
  .uniqueArray(fc.integer({ min: 375, max: 900 }), { maxLength: 6 })
  .map((minutes) => minutes.sort((a, b) => a - b));

/** A school's two days: where its pupils truly were, what gateways of any clock journaled of it, and how it arrived. */
export function randomBoots(g: GeneratorValue, tokens: readonly string[], gateways: number): RandomBoots {
  const boots = Array.from({ length: gateways }, (_, gateway) => bootsOf(g, gateway));
  const journals: TrueEvent[][] = boots.map((own) => {
    const events: TrueEvent[] = [];
    for (const boot of own) {
      for (const time of aliveTimes(boot)) {
        const told = tell(own, time);
        if (told !== undefined) events.push({ time, event: { ...told, kind: 'alive' } });
      }
    }
    return events;
  });
  const stays = tokens.map((token, index) => {
    const gateway = index % gateways;
    return DAYS.flatMap((day) => {
      const times = g(() => walk).map((minute) => at(`${day}00:00`) + minute * MINUTE + HALF);
      times.forEach((time, turn) => {
        const told = tell(boots[gateway]!, time);
        const direction = turn % 2 === 0 ? 'in' : 'out';
        const building = 'AB'[gateway];
        const passage = { kind: 'passage', building, lane: 'L1', direction, token };
        if (told !== undefined) journals[gateway]!.push({ time, event: { ...told, ...passage } });
      });
      const close = at(`${day}20:00`);
      return times.flatMap((from, turn) =>
        turn % 2 === 0 ? [[from, times[turn + 1] ?? close] as const] : [],
      );
    });
  });
  for (const journal of journals) journal.sort((a, b) => a.time - b.time);
  const deliveries = boots.flatMap((own, gateway) => deliveriesOf(g, own, journals[gateway]!, gateway));
  return { journals, deliveries: deliveries.sort((a, b) => a.arrives - b.arrives), stays };
}

function deliveriesOf(
  g: GeneratorValue,
  boots: readonly Boot[],
  journal: readonly TrueEvent[],
  gateway: number,
) {
  const deliveries: Delivery[] = [];
  const behind = () => ({ gateway, again: g(fc.nat, { max: 3 }) === 0, job: g(fc.boolean) });
  let arrives = 0;
  for (let first = 0; first < journal.length; ) {
    const last = Math.min(journal.length, first + g(fc.constantFrom, 1, 7, 40, 150)) - 1;
    const late = g(fc.constantFrom, 0, 0, 0, 0.2, 3, 30) * HOUR;
    arrives = Math.max(arrives + SECOND, journal[last]!.time + SECOND + late);
    deliveries.push({ ...behind(), arrives, events: { first: first + 1, last: last + 1 } });
    first = last + 1;
  }
  for (const boot of boots) {
    const { name, from, until, measured } = boot;
    for (let left = measured ? g(fc.integer, { min: 1, max: 2 }) : 0; left > 0; left -= 1) {
      const time = from + g(fc.nat, { max: until - from - 1 });
      const { off } = settingAt(boot, time);
      const later = time + g(fc.constantFrom, 0, 0, 1, 12, 70) * HOUR + 100;
      deliveries.push({
        ...behind(),
        arrives: later,
        measured: { boot: name, mono: time - from, time, off },
      });
    }
  }
  return deliveries;
}

/** The days that a history may touch, and one before and behind them. */
export const BOOT_DAYS: readonly string[] = [-3, 0, 1, 2].map((days) =>
  new Date(Date.parse(DATE) + days * DAY).toISOString().slice(0, 10),
);
