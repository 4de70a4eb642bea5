import type { CableState } from '../contact/index.ts';
import type { Direction, WalkOutcome, WalkPlan } from '../lane/index.ts';
import type { LinkEntry } from '../pd/index.ts';

/** Something that happened at the site, in the simulated world. `atMs` is the clock of the simulation. */
export type SiteEvent = { readonly atMs: number } & (
  | {
      readonly kind: 'tap';
      readonly lane: string;
      readonly direction: Direction;
      readonly person: string;
      readonly card: string;
      readonly read: boolean;
    }
  | {
      readonly kind: 'walk-began';
      readonly lane: string;
      readonly direction: Direction;
      readonly person: string;
      readonly plan: WalkPlan;
    }
  | {
      readonly kind: 'walk-ended';
      readonly lane: string;
      readonly direction: Direction;
      readonly person: string;
      readonly outcome: WalkOutcome;
    }
  | { readonly kind: 'freed'; readonly lane: string; readonly direction: Direction; readonly free: boolean }
  | { readonly kind: 'arms'; readonly lane: string; readonly down: boolean }
  | { readonly kind: 'lamp'; readonly lane: string; readonly lamp: string; readonly on: boolean }
  | { readonly kind: 'fire'; readonly loop: string; readonly actuated: boolean; readonly cable: CableState }
  | { readonly kind: 'power'; readonly device: string; readonly on: boolean }
  | { readonly kind: 'command'; readonly device: string; readonly entry: LinkEntry }
  | { readonly kind: 'acu'; readonly line: string; readonly connected: boolean; readonly why: string }
);

export type SiteListener = (event: SiteEvent) => void;
