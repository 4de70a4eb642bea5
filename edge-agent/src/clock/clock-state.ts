import type { ClockState } from '@vratar/protocol/messages';

/**
 * What is known of the clock in this boot.
 * @param synced what the kernel said last; undefined: nobody could be asked
 * @param wasSynced whether it was synchronised at any time in this boot
 */
export function clockState(synced: boolean | undefined, wasSynced: boolean): ClockState {
  if (synced === true) return 'synced';
  return wasSynced ? 'holdover' : 'unsynced';
}
