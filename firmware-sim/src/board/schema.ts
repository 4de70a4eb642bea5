import type { Contact } from '../contact/index.ts';
import type { CrowdView } from '../crowd/index.ts';
import type { WireFaults } from '../line/index.ts';
import type { Presence } from '../oracle/index.ts';
import type { PdView } from '../pd/index.ts';
import type { Person } from '../school/index.ts';
import type { LaneView } from '../site/index.ts';
import type { Happening } from './happenings.ts';

export type { Direction, WalkPlan } from '../lane/index.ts';
export type { LaneView, SideView } from '../site/index.ts';
export type { Happening } from './happenings.ts';

export interface BoardLine {
  readonly id: string;
  readonly address: string;
  readonly baud: number;
  /** Whether a gateway holds the line. */
  readonly connected: boolean;
  readonly faults: WireFaults;
}

export interface BoardDevice extends Omit<PdView, 'heardAgoMs' | 'panels'> {
  readonly id: string;
  readonly line: string;
  /** The gateway spoke to it within the last two seconds. */
  readonly heard: boolean;
}

/** Everything that the board shows, whole, so that a page that missed one is right again with the next. */
export interface BoardState {
  readonly school: string;
  readonly inside: number;
  readonly people: number;
  readonly lines: readonly BoardLine[];
  readonly devices: readonly BoardDevice[];
  readonly lanes: readonly LaneView[];
  readonly fire: readonly ({ readonly id: string } & Contact)[];
  readonly crowd: CrowdView;
  readonly latest: readonly Happening[];
}

/** A person of the school, with where they truly are. */
export type BoardPerson = Person & Omit<Presence, 'person'>;
