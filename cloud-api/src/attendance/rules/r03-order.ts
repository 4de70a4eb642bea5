import type { Direction } from '../fold/facts.ts';
import type { PassQuality } from './r01-passage.ts';

/** A passage of a known person at its corrected time. */
export interface Pass {
  readonly at: number;
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
  readonly building: string;
  readonly lane: string | undefined;
  readonly direction: Direction;
  readonly quality: PassQuality;
}

/** R3: corrected time, then gateway, then sequence number. The order of arrival never matters. */
export function comparePasses(a: Pass, b: Pass): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.gateway !== b.gateway) return a.gateway < b.gateway ? -1 : 1;
  return a.epoch - b.epoch || a.seq - b.seq;
}

/** Sorts a person's passages in place. A day holds a handful, mostly ordered already: insertion beats a general sort. */
export function orderPasses(passes: Pass[]): void {
  for (let i = 1; i < passes.length; i += 1) {
    const pass = passes[i] as Pass;
    let j = i;
    while (j > 0 && comparePasses(passes[j - 1] as Pass, pass) > 0) {
      passes[j] = passes[j - 1] as Pass;
      j -= 1;
    }
    passes[j] = pass;
  }
}
