import { defineErrors } from '../define.ts';

/** OSDP messages that this side was asked to build. What comes from the line is never an error but a value with a reason. */
export const osdpErrors = defineErrors({
  osdp_value_out_of_range: {
    text: 'An OSDP field has the value {found}; expected {expected}.',
    next: 'Correct the named field.',
  },
  osdp_frame_too_long: {
    text: 'The OSDP frame would have {length} bytes; the standard allows {limit}.',
    next: 'Send less data in one message.',
  },
  osdp_session_state: {
    text: 'The step "{step}" of a secure channel needs the state "{needed}"; it is "{found}".',
    next: 'Report it with the log around this moment; the channel must be opened again.',
  },
});
