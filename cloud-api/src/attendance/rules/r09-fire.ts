import type { EventFact, FireFact, Lesson } from '../fold/facts.ts';
import { closeStay, type Walk } from '../fold/walk-state.ts';

/** Reasons of a free mode under which people leave the building without a record. */
const EVACUATIONS = new Set(['fire', 'fire_drill', 'drill']);

export function isEvacuation(event: EventFact): boolean {
  return event.kind === 'free_start' && event.reason !== undefined && EVACUATIONS.has(event.reason);
}

/** R9: a fire ends the stay in its building as `evacuation`, because everybody leaves by lanes that are free. */
export function evacuate(walk: Walk, fire: FireFact): void {
  if (walk.stay === undefined || walk.stay.start >= fire.from) return;
  if (fire.building !== undefined && fire.building !== walk.stay.building) return;
  closeStay(walk, fire.from, 'evacuation', false);
  walk.before = undefined;
}

/** R9: a lesson that touches a fire, or the time to regroup after it, is no absence for anyone. */
export function isSuspended(lesson: Lesson, fires: readonly FireFact[], regroupMs: number): boolean {
  return fires.some((fire) => lesson.start < fire.until + regroupMs && lesson.end > fire.from);
}
