import { defineErrors } from '../define.ts';

/** Card numbers and their tokens. A bad read is never an error but a value with a reason. */
export const cardErrors = defineErrors({
  site_key_length: {
    text: 'The site key has {found} bytes; it needs 32.',
    next: 'Enrol the gateway again to get its site key.',
  },
});
