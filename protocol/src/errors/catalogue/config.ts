import { defineErrors } from '../define.ts';

/** Configuration files. `place` names file, line and field. */
export const configErrors = defineErrors({
  config_unreadable: {
    text: 'The configuration cannot be read: {why}.',
    next: 'Check the path and the permissions of the file.',
  },
  config_syntax: { text: 'The configuration is not valid YAML: {why}.', next: 'Correct the named line.' },
  config_invalid: {
    text: 'The configuration has a wrong value: expected {expected}, found {found}.',
    next: 'Correct the named field; the JSON Schema beside the example lists what is allowed.',
  },
});
