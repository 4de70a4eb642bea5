import { defineErrors } from '../define.ts';

/** Keys behind the tokens of cards. A bad read of a card is never an error but a value with a reason. */
export const tokenErrors = defineErrors({
  site_key_length: {
    text: 'The site key has {found} bytes; it needs 32.',
    next: 'Enrol the gateway again to get its site key.',
  },
});
