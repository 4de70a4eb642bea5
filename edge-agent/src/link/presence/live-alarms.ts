import type { JournalEvent } from '@vratar/protocol/messages';

/** Events that somebody must see now, whatever the backlog: fire and everything about it, force, and the gate's alarms. */
const URGENT: ReadonlySet<string> = new Set([
  'fire_start',
  'fire_input',
  'fire_unconfirmed',
  'fire_reset',
  'fire_reset_refused',
  'fire_drill',
  'passage_forced',
  'held_start',
  'alarm',
  'alarm_end',
]);

export const isUrgent = (event: Pick<JournalEvent, 'kind'>): boolean => URGENT.has(event.kind);
