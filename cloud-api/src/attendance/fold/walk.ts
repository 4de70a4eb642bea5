import type { Pass } from '../rules/r03-order.ts';
import { isDoubleTap } from '../rules/r04-double-tap.ts';
import { endWithoutExit } from '../rules/r05-missing-exit.ts';
import { addStayWithoutEntry } from '../rules/r06-missing-entry.ts';
import { closeAtBuildingClose, isFromBeforeClose } from '../rules/r07-building-close.ts';
import { bridgeTransit, leaveElsewhere, transfer } from '../rules/r08-buildings.ts';
import { evacuate } from '../rules/r09-fire.ts';
import type { FireFact } from './facts.ts';
import type { DayWindow, RuleSettings } from './settings.ts';
import { addFlag, closeStay, openStay, startWalk, type Walk } from './walk-state.ts';

/**
 * Reads one person's passages of a day, ordered by R3, and the fires, ordered by start, into stays (R4 to R9).
 * @returns the finished walk: no stay is open any more.
 */
export function walkDay(
  passes: readonly Pass[],
  fires: readonly FireFact[],
  window: DayWindow,
  settings: RuleSettings,
): Walk {
  const walk = startWalk(window);
  let nextFire = 0;
  for (const pass of passes) {
    while (nextFire < fires.length && isBefore(fires[nextFire] as FireFact, pass)) {
      evacuate(walk, fires[nextFire] as FireFact);
      nextFire += 1;
    }
    if (isDoubleTap(walk.before, pass, settings.doubleTapMs)) {
      addFlag(walk, 'passback_suspected');
      continue;
    }
    if (pass.direction === 'in') enter(walk, pass, settings);
    else leave(walk, pass);
    walk.before = pass;
  }
  for (; nextFire < fires.length; nextFire += 1) evacuate(walk, fires[nextFire] as FireFact);
  closeAtBuildingClose(walk);
  return walk;
}

/** At the same instant an exit comes before the fire and an entry after it: both then mean what they say. */
const isBefore = (fire: FireFact, pass: Pass): boolean =>
  fire.from < pass.at || (fire.from === pass.at && pass.direction === 'in');

function enter(walk: Walk, entry: Pass, settings: RuleSettings): void {
  if (isFromBeforeClose(walk, entry.at)) closeAtBuildingClose(walk);
  if (walk.stay === undefined) bridgeTransit(walk, entry, settings.transitMs);
  else if (walk.stay.building === entry.building) endWithoutExit(walk, entry.at);
  else transfer(walk, entry);
  openStay(walk, entry);
}

function leave(walk: Walk, exit: Pass): void {
  if (walk.stay === undefined) addStayWithoutEntry(walk, exit);
  else if (walk.stay.building === exit.building) closeStay(walk, exit.at, exit.quality, false);
  else leaveElsewhere(walk, exit);
  walk.lastExit = { at: exit.at, building: exit.building, recorded: true };
}
