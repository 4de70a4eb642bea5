import { claimUnderWay } from './phase.ts';
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
  if (service === 'devices_lost') {
    t.dropGrants(at, 'device_offline');
    clear(t, at);
  }
  if (service === 'ordered_out') closes(t, at);
  t.state.service = service;
}

/** Nobody is granted any more; whoever was granted and is between the sensors already is seen out of them. */
function closes(t: Transition, at: number): void {
  const { body, open } = t.state;
  const walking = claimUnderWay(t.state);
  const passing = body === undefined || open?.passed === true ? undefined : open?.grant.direction;
  const spared = walking === undefined ? [] : [walking];
  t.dropGrants(at, 'lane_out_of_service', (direction) => direction !== passing, spared);
  if (passing === undefined && walking === undefined) clear(t, at);
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
