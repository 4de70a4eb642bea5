import { rowOf } from '../fire/told.ts';
import type { FireEffect } from '../fire/types.ts';
import type { Moment } from '../moment.ts';
import type { GateParts } from './parts.ts';

/** What the journal says of a fire zone or one of its inputs. */
export function tellFire(
  { recorder, alarms }: Pick<GateParts, 'recorder' | 'alarms'>,
  effect: FireEffect,
  now: Moment,
): void {
  switch (effect.kind) {
    case 'set': {
      const kind = effect.latch === 'fire' ? 'fire_start' : 'fire_drill';
      const { zone, inputs, by } = effect;
      const late = effect.observedLate ? { observed_late: true } : {};
      const reason = effect.reason ?? inputs[0];
      const data = { zone, inputs, ...late, ...(by === undefined ? {} : { by }) };
      recorder.record({ kind, reason, data }, now, [rowOf(effect)]);
      return;
    }
    case 'reset': {
      const { zone, by, override, unreadable } = effect;
      const overridden = override === undefined ? {} : { override, unreadable };
      const who = effect.observedLate ? { observed_late: true } : { by };
      const data = { zone, ...who, ...overridden };
      recorder.record({ kind: 'fire_reset', reason: effect.was, data }, now, [rowOf(effect)]);
      return;
    }
    case 'refused': {
      const { zone, by, code, inputs } = effect;
      recorder.record({ kind: 'fire_reset_refused', reason: code, data: { zone, by, inputs } }, now);
      return;
    }
    case 'input':
      recorder.record(
        { kind: 'fire_input', reason: effect.reading, data: { input: effect.input, was: effect.was } },
        now,
      );
      alarms.set('fire_input_lost', effect.input, effect.reading === 'unreadable', now);
  }
}
