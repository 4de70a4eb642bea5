import { defineErrors } from '../define.ts';

/** Starting and stopping of processes, files and addresses they own. */
export const processErrors = defineErrors({
  address_taken: {
    text: 'The address {address} is already in use.',
    next: 'Stop the program that uses it, or choose another in the configuration.',
  },
  already_running: {
    text: 'Another copy is already running on {path} (process {pid}).',
    next: 'Stop it first, or give this one a data folder of its own.',
  },
  not_running: { text: 'Nothing answers at {address}.', next: 'Start the service, or check the address.' },
  internal: {
    text: 'Something went wrong inside: {why}.',
    next: 'Report it with the log around this moment.',
  },
  file_unusable: {
    text: 'The file cannot be read or written: {why}.',
    next: 'Check its path and its permissions.',
  },
  argument_invalid: {
    text: 'An argument is not of the kind that is asked for: {why}.',
    next: 'The help of the command says what it takes; lists show the identifiers that there are.',
  },
});
