import { defineErrors } from '../define.ts';

/** The vault: keys, sealed values, erased people. */
export const vaultErrors = defineErrors({
  vault_sealed: {
    text: 'A sealed value ({context}) cannot be opened: its key or its place is not the one it was sealed for.',
    next: 'Restore the key that belongs to this database; do not write over the value.',
  },
  vault_master_missing: {
    text: 'The master key {master} is not here.',
    next: 'Bring back the key file or the entry of VRATAR_MASTER_KEYS that was in use before.',
  },
  vault_key_invalid: {
    text: 'A master key must be 32 bytes in base64; found {bytes} bytes.',
    next: 'Make one with: openssl rand -base64 32',
  },
  vault_key_open_to_others: {
    text: 'Other users of this machine can read the master key.',
    next: 'Take their rights away: chmod 600 on the named file.',
  },
  vault_no_key: {
    text: 'The school has no key of version {version} in the vault.',
    next: 'Restore the table vault_key from the backup that this database came from.',
  },
  vault_erased: {
    text: 'The data of this person were erased; nothing can open them.',
    next: 'Only numbers without a name remain.',
  },
});
