import { checkDraft } from '../checks/draft-check.ts';
import { FireCheck } from '../checks/fire-check.ts';
import { checkJournal } from '../checks/journal-check.ts';
import { OpeningCheck } from '../checks/opening-check.ts';
import { matchPassages } from '../checks/passage-check.ts';
import { checkPeople } from '../checks/people-check.ts';
import { RulesCheck } from '../checks/rules-check.ts';
import { checkLessons } from '../lessons/check-lessons.ts';
import { Enough, Morning } from '../world/morning.ts';
import { type MorningPlan, planMorning } from '../world/plan.ts';
import { settle } from './settle.ts';

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

/** Simulates the morning of one seed and says what was wrong with it. */
export function runMorning(seed: number): MorningResult {
  return runPlan(planMorning(seed));
}

/**
 * Simulates a planned morning and says what was wrong with it.
 * @param until ends the morning with the first violation that begins with this
 */
export function runPlan(plan: MorningPlan, until?: string): MorningResult {
  const morning = new Morning(plan);
  morning.until = until;
  try {
    simulate(morning);
  } catch (error) {
    if (!(error instanceof Enough))
      morning.complain(`the gate threw: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const result = resultOf(morning);
  morning.close();
  return result;
}

export function resultOf({ plan, cloud, violations }: Morning): MorningResult {
  const kinds = cloud.events.map(({ event }) => event.kind);
  return {
    seed: plan.seed,
    violations,
    passages: kinds.filter((kind) => kind === 'passage').length,
    events: kinds.length,
    fires: kinds.filter((kind) => kind === 'fire_start').length,
    doubtful: cloud.events.filter(({ event }) => event.reason === 'passage_unclear').length,
  };
}

function simulate(morning: Morning): void {
  const fire = new FireCheck(morning);
  const opening = new OpeningCheck(morning, () => fire.isLatched);
  const rules = new RulesCheck(morning);
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
    started: () => {
      opening.started();
      rules.started();
    },
    draft: (fate) => {
      checkDraft(morning, fate);
      rules.draft(fate);
    },
  });
  morning.start();
  const look = () => {
    fire.look();
    opening.look();
    rules.look();
    morning.clock.at(morning.clock.now() + LOOK_MS, look);
  };
  morning.clock.at(0, look);
  settle(morning);
  checkJournal(morning);
  const matches = matchPassages(morning);
  if (!morning.faults.anyClockStep) checkPeople(morning, matches);
  checkLessons(morning, matches);
}
