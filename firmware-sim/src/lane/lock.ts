import type { Direction } from './walker.ts';

/** How the lock is wired: what a dead wire means. */
export type LockWiring = 'energise-to-unlock' | 'energise-to-lock';

/** What a mechanic finds. */
export interface LockFaults {
  /** The barrier does not yield whatever the coil does. */
  readonly jammed: boolean;
  /** The barrier yields always. */
  readonly broken: boolean;
}

export interface LockState {
  readonly wiring: LockWiring;
  /** Release (or, energise-to-lock: lock) output of each direction. */
  readonly outputs: Readonly<Record<Direction, boolean>>;
  /** The turnstile's own supply. */
  readonly powered: boolean;
  /**
   * The hard-wired release: the fire panel's contact interrupts the supply of energise-to-lock coils, or closes the
   * emergency input of a turnstile that is energised to unlock. No electronics of the access control is in this path.
   */
  readonly emergency: boolean;
  readonly faults: LockFaults;
}

/** Whether the barrier yields in this direction. Pure. */
export function isFree(lock: LockState, direction: Direction): boolean {
  if (lock.faults.jammed) return false;
  if (lock.faults.broken || lock.emergency) return true;
  const energised = lock.outputs[direction] && lock.powered;
  return lock.wiring === 'energise-to-unlock' ? energised : !energised;
}
