import type { Transition } from './transition.ts';
import type { LaneInput } from './types.ts';

type Input<K extends LaneInput['kind']> = Extract<LaneInput, { kind: K }>;

/** Fire, or a drill: free in both directions; what was granted can no longer be seen to be used. */
export function evacuate(t: Transition, { on, at }: Input<'evacuate'>): void {
  if (!on) return;
  t.dropGrants(at, 'evacuation');
  clear(t, at);
  t.state.evacuation = true;
}

/** A person at the site has reset the zone. */
export function restore(t: Transition, { on }: Input<'evacuate'>): void {
  if (on) return;
  t.state.evacuation = false;
  t.state.body = undefined;
}

export function changeService(t: Transition, { service, at }: Input<'service'>): void {
  if (service === t.state.service) return;
  if (service !== 'in') {
    t.dropGrants(at, service === 'devices_lost' ? 'device_offline' : 'lane_out_of_service');
    clear(t, at);
  }
  t.state.service = service;
}

export function losesDirection(t: Transition, { direction, at }: Input<'lost'>): void {
  t.dropGrants(at, 'device_offline', (way) => way === direction);
  if ((t.state.body?.direction ?? direction) !== direction) return;
  t.endHeld(at);
  t.state.body = undefined;
}

function clear(t: Transition, at: number): void {
  t.endHeld(at);
  t.state.forced = undefined;
  t.state.body = undefined;
  t.state.tail = undefined;
}
