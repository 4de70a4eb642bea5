import type { EventFact } from '../fold/facts.ts';

/** R11: a visitor's credential never creates attendance, nor doubt about a pupil's. */
export function concernsVisitor(event: EventFact): boolean {
  return event.visitor;
}
