import { defineErrors } from '../define.ts';

/** Keys on their way from the cloud to a gateway. A document that is refused changes nothing. */
export const keyErrors = defineErrors({
  key_signature: {
    text: 'The signature of a key document is not of a key that this gateway trusts.',
    next: 'Nothing was changed. If the cloud lost its key, enter its new one under `listKeys`; otherwise somebody offers false keys.',
  },
  key_malformed: {
    text: 'A key document cannot be read.',
    next: 'Nothing was changed. Compare the releases of cloud and gateway.',
  },
  key_foreign: {
    text: 'The key document is for the gateway {gateway}.',
    next: 'Nothing was changed. Two gateways may have exchanged their connections.',
  },
  key_not_ours: {
    text: 'A key that the cloud sent is sealed to another gateway, or was changed on its way.',
    next: 'Nothing was changed. The cloud seals it again as soon as it has heard from this gateway.',
  },
  key_known: {
    text: 'This gateway has that key already.',
    next: 'Nothing to do.',
  },
  key_given_up: {
    text: 'The key is one that this gateway has given up.',
    next: 'Nothing was changed. Make a new key with `vratar-cloud site rotate-key`.',
  },
  key_serial: {
    text: 'The list keys of serial {found} are not newer than those of serial {serial}, which are in force.',
    next: 'Nothing to do: the keys in force stay.',
  },
  key_locks_out: {
    text: 'The new list keys do not contain the key that signed them.',
    next: 'Nothing was changed: the gateway would take nothing more of whoever sent them.',
  },
  key_not_kept: {
    text: 'The keys cannot be written to the disk: {why}.',
    next: 'Nothing was changed. Look at the disk; the cloud sends them again.',
  },
  sealing_key: {
    text: 'A sealing key is not an X25519 key.',
    next: 'Remove it from the gateway’s file of received keys; the gateway makes a new one at its next start.',
  },
  site_keys_needed: {
    text: 'The older keys of the site are still needed by: {gateways}.',
    next: 'Wait until they have taken the newest, or give each of them the newest by hand and use --force.',
  },
  list_keys_needed: {
    text: 'The older list key is still needed by: {gateways}.',
    next: 'Wait until they trust the newer one, or use --force and enter it there under `listKeys`.',
  },
});
