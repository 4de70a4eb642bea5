import { defineErrors } from '../define.ts';

/** The gate's core. */
export const coreErrors = defineErrors({
  lane_unknown: {
    text: 'There is no lane named {lane}.',
    next: 'Use the name of a lane of the configuration; `vratar-edge status` lists them.',
  },
});
