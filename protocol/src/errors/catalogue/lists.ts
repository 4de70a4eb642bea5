import { defineErrors } from '../define.ts';

/** Allow lists on their way from the cloud to a gate. A list that is refused leaves the old one whole. */
export const listErrors = defineErrors({
  list_key: {
    text: 'A public key of allow lists has {bytes} bytes instead of 32.',
    next: 'Copy it again from `vratar-cloud lists key`.',
  },
  list_key_unusable: {
    text: 'The key that signs allow lists is not an Ed25519 private key in PEM.',
    next: 'Restore the file from its backup: gateways trust that key, and take no list of another.',
  },
  list_keys_given: {
    text: 'The list keys are given by {variable}.',
    next: 'Add the new key (openssl genpkey -algorithm ed25519) after the old one there, or take the old one away, and restart.',
  },
  list_signature: {
    text: 'The signature of an allow list is not of a key that this gateway trusts.',
    next: 'The old list stays. If the cloud has a new key, add it to listKeys; otherwise somebody offers false lists.',
  },
  list_malformed: {
    text: 'An allow list cannot be read: {why}.',
    next: 'The old list stays. Compare the releases of cloud and gateway.',
  },
  list_foreign: {
    text: 'The allow list is for the gateway {gateway}.',
    next: 'The old list stays. Two gateways may have exchanged their connections.',
  },
  list_older: {
    text: 'Version {found} of the allow list is not newer than version {version}, which is in force.',
    next: 'Nothing to do: the list in force stays.',
  },
  list_base: {
    text: 'The change of the allow list continues version {base}, but version {version} is in force.',
    next: 'The old list stays; the link asks for the whole one.',
  },
  list_card_key: {
    text: 'The allow list knows its cards under keys that this gateway does not have.',
    next: 'The old list stays. The cloud sends the key; if it does not, enter what `vratar-cloud site key` prints as siteKey.',
  },
  list_digest: {
    text: 'The allow list of version {version} does not come out as the cloud says.',
    next: 'The old list stays; the link asks for the whole one.',
  },
});
