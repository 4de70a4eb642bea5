import * as bodies from './bodies.ts';
import * as conditions from './conditions.ts';
import * as grants from './grants.ts';
import { runTimers } from './timers.ts';
import type { Transition } from './transition.ts';
import type { LaneInput, LaneInputKind, Phase } from './types.ts';

type Handler<K extends LaneInputKind> = (t: Transition, input: Extract<LaneInput, { kind: K }>) => void;
type Row = { readonly [K in LaneInputKind]: Handler<K> };

const ignore = (): void => {};

/** What a lane in service does with everything; the rows below say only how they differ. */
const IN_SERVICE: Row = {
  grant: grants.start,
  committed: grants.openCommitted,
  begin: bodies.begins,
  complete: bodies.completes,
  turnback: bodies.turnsBack,
  unclear: bodies.unclear,
  blind: grants.goBlind,
  released: grants.confirmRelease,
  tick: runTimers,
  modes: grants.applyModes,
  evacuate: conditions.evacuate,
  service: conditions.changeService,
  lost: conditions.losesDirection,
};

/** The transition table: what each phase does with each input. */
export const TRANSITIONS: Readonly<Record<Phase, Row>> = {
  idle: IN_SERVICE,
  forced: IN_SERVICE,
  committing: { ...IN_SERVICE, grant: grants.queue },
  granted: { ...IN_SERVICE, grant: grants.queue },
  passing: { ...IN_SERVICE, grant: grants.queue },
  held: { ...IN_SERVICE, grant: grants.queue },
  evacuation: {
    ...IN_SERVICE,
    grant: grants.reject,
    begin: bodies.noteBody,
    complete: bodies.countFree,
    turnback: bodies.forgetBody,
    unclear: bodies.forgetBody,
    blind: ignore,
    released: ignore,
    tick: ignore,
    modes: ignore,
    lost: ignore,
    evacuate: conditions.restore,
  },
  out_of_service: { ...IN_SERVICE, grant: grants.reject },
};
