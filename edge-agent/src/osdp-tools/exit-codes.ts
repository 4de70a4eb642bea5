/** What a script can tell from the end of a tool; the same numbers as everywhere in `vratar-edge`. */
export const EXIT = {
  done: 0,
  /** The port cannot be opened, or was lost. */
  failed: 1,
  /** Wrong arguments or files. */
  usage: 2,
  /** The device did not answer or refused, or nothing was found. */
  negative: 3,
} as const;

export const EXIT_HELP = `
Exit codes:
  0  done
  1  the port cannot be opened, or was lost
  2  wrong arguments or files
  3  the device did not answer or refused, or nothing was found`;
