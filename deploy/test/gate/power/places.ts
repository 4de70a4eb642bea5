import type { DiskCall } from './disk-call.ts';
import { Promises } from './promises.ts';

/** Calls that a disk notices, by number. */
export const onDisk = (calls: readonly DiskCall[]): number[] =>
  calls.flatMap(({ kind }, index) => (kind === 'said' ? [] : [index]));

/** Those of them during which the journal is not where it belongs. */
export function whileDisplaced(calls: readonly DiskCall[]): number[] {
  const promised = new Promises();
  return calls.flatMap((call, index) => {
    promised.hear(call);
    return call.kind === 'said' || promised.answerable === 'yes' ? [] : [index];
  });
}

/** Those of them after which a fire latch was promised to last. */
export function whileLatched(calls: readonly DiskCall[]): number[] {
  const promised = new Promises();
  return calls.flatMap((call, index) => {
    promised.hear(call);
    return call.kind !== 'said' && promised.latched ? [index] : [];
  });
}

/** So many of these, some of them perhaps more than once. */
export const some = (places: readonly number[], count: number, random: () => number): number[] =>
  Array.from({ length: count }, () => places[Math.floor(random() * places.length)]!);
