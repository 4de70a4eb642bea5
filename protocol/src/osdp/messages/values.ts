/**
 * State of a contact input, in ISTATR. 2 and 3 come from PDs that supervise the loop (end-of-line resistors). Codes 4
 * (a resistance that means nothing), 5 (not ready), and those reserved read as `unknown`: none of them says that the
 * contact is at rest. (SIA OSDP v2.2.2, table 52.)
 */
export const CONTACT_STATES = { inactive: 0, active: 1, shorted: 2, open: 3, unknown: 5 } as const;
export type ContactState = keyof typeof CONTACT_STATES;

/** Condition of an attached reader, in RSTATR. */
export const READER_STATES = { normal: 0, disconnected: 1, tamper: 2, unknown: 3 } as const;
export type ReaderState = keyof typeof READER_STATES;

/** What OUT does to one output. `keepTimer` lets a running timed state end by itself, `abortTimer` ends it at once. */
export const OUTPUT_CONTROLS = {
  nothing: 0,
  offAbortTimer: 1,
  onAbortTimer: 2,
  offKeepTimer: 3,
  onKeepTimer: 4,
  timedOn: 5,
  timedOff: 6,
} as const;
export type OutputControl = keyof typeof OUTPUT_CONTROLS;

export const LED_COLORS = {
  off: 0,
  red: 1,
  green: 2,
  amber: 3,
  blue: 4,
  magenta: 5,
  cyan: 6,
  white: 7,
} as const;
export type LedColorName = keyof typeof LED_COLORS;

/** `cancel` ends a temporary LED state, `set` starts one. */
export const TEMPORARY_LED = { nothing: 0, cancel: 1, set: 2 } as const;
export const PERMANENT_LED = { nothing: 0, set: 1 } as const;

/** `none` is deprecated by the standard, for PDs of before. */
export const BUZZER_TONES = { none: 0, off: 1, default: 2 } as const;

export const TEXT_MODES = {
  permanent: 1,
  permanentWrap: 2,
  temporary: 3,
  temporaryWrap: 4,
} as const;

/** Codes of NAK. */
export const NAK = {
  badCheck: 1,
  badLength: 2,
  unknownCommand: 3,
  badSequence: 4,
  secureChannelUnsupported: 5,
  securityConditionsNotMet: 6,
  biometricTypeUnsupported: 7,
  biometricFormatUnsupported: 8,
  cannotProcess: 9,
} as const;

/** Function codes of PDCAP. */
export const CAPABILITY = {
  contactStatus: 1,
  outputControl: 2,
  cardDataFormat: 3,
  ledControl: 4,
  audibleOutput: 5,
  textOutput: 6,
  timeKeeping: 7,
  checkCharacter: 8,
  communicationSecurity: 9,
  receiveBufferSize: 10,
  largestCombinedMessage: 11,
  smartCard: 12,
  readers: 13,
  biometrics: 14,
  securePinEntry: 15,
  version: 16,
} as const;

/** Line speeds of the standard. */
export const BAUD_RATES = [9600, 19200, 38400, 57600, 115200, 230400] as const;

/** The name of a code in one of the tables above, or undefined. */
export function nameOf<T extends Readonly<Record<string, number>>>(
  table: T,
  code: number,
): Extract<keyof T, string> | undefined {
  return Object.keys(table).find((name) => table[name] === code) as Extract<keyof T, string> | undefined;
}
