import { checkDraft } from '../checks/draft-check.ts';
import { FireCheck } from '../checks/fire-check.ts';
import { checkJournal } from '../checks/journal-check.ts';
import { OpeningCheck } from '../checks/opening-check.ts';
import { matchPassages } from '../checks/passage-check.ts';
import { checkPeople } from '../checks/people-check.ts';
import { Morning } from '../world/morning.ts';
import { planMorning } from '../world/plan.ts';

export interface MorningResult {
  readonly seed: number;
  readonly violations: readonly string[];
  /** So that a simulation in which nothing happens is noticed. */
  readonly passages: number;
  readonly events: number;
  readonly fires: number;
  readonly doubtful: number;
}

const LOOK_MS = 100;
/** After the morning everything is whole again; the rest must follow within this time. */
const SETTLE_MS = 90_000;
const RUN_OUT_MS = 12_000;

/** Simulates the morning of one seed and says what was wrong with it. */
export function runMorning(seed: number): MorningResult {
  const morning = new Morning(planMorning(seed));
  try {
    simulate(morning);
  } catch (error) {
    morning.complain(`the gate threw: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const kinds = morning.cloud.events.map(({ event }) => event.kind);
  const result = {
    seed,
    violations: morning.violations,
    passages: kinds.filter((kind) => kind === 'passage').length,
    events: kinds.length,
    fires: kinds.filter((kind) => kind === 'fire_start').length,
    doubtful: morning.cloud.events.filter(({ event }) => event.reason === 'passage_unclear').length,
  };
  morning.close();
  return result;
}

/** Lets the last grants run out. False when something moved again. */
function advanceQuietly(morning: Morning): boolean {
  const crossings = morning.truth.crossings.length;
  morning.clock.advance(RUN_OUT_MS);
  return morning.isSettled && morning.truth.crossings.length === crossings;
}

function simulate(morning: Morning): void {
  const fire = new FireCheck(morning);
  const opening = new OpeningCheck(morning, () => fire.isLatched);
  morning.watch({
    heard: (line, event) => {
      fire.heard(line, event);
      opening.heard(line, event);
    },
    stepped: () => {
      fire.wishes();
      opening.note();
    },
    reset: () => fire.reset(),
    drill: () => fire.drill(),
    crashed: () => {
      fire.crashed();
      opening.crashed();
    },
    started: () => opening.started(),
    draft: (fate) => checkDraft(morning, fate),
  });
  morning.start();
  const look = () => {
    fire.look();
    opening.look();
    morning.clock.at(morning.clock.now() + LOOK_MS, look);
  };
  morning.clock.at(0, look);
  morning.clock.runUntil(morning.plan.lengthMs);
  const latest = morning.plan.lengthMs + SETTLE_MS;
  // A grant that is open now may still be used, and its passage told.
  while (morning.clock.now() < latest) {
    if (!morning.isSettled) morning.clock.advance(1_000);
    else if (advanceQuietly(morning)) break;
  }
  checkJournal(morning);
  const matches = matchPassages(morning);
  if (!morning.faults.anyClockStep) checkPeople(morning, matches);
}
