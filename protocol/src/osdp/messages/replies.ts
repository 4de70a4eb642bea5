import { bytes, countedText, rest } from '../layout/bytes.ts';
import { choice, flag, report } from '../layout/choice.ts';
import { list, struct } from '../layout/compound.ts';
import { u8, u32 } from '../layout/number.ts';
import { rawCard } from './card-data.ts';
import { lineSettings } from './commands.ts';
import { keypadKeys, printableAscii } from './text.ts';
import { CONTACT_STATES, READER_STATES } from './values.ts';

const empty = struct({});

/** Replies from PD to ACU: code and layout of the data. */
export const REPLIES = {
  ACK: { code: 0x40, data: empty },
  /** `error`: see `NAK` of the values. */
  NAK: { code: 0x41, data: struct({ error: u8(), details: rest() }) },
  /** `vendor`: IEEE OUI. */
  PDID: {
    code: 0x45,
    data: struct({
      vendor: bytes(3),
      model: u8(),
      version: u8(),
      serial: u32(),
      firmware: struct({ major: u8(), minor: u8(), build: u8() }),
    }),
  },
  /** `function`: see `CAPABILITY` of the values; what level and units mean depends on it. */
  PDCAP: {
    code: 0x46,
    data: struct({ capabilities: list(struct({ function: u8(), level: u8(), units: u8() })) }),
  },
  LSTATR: { code: 0x48, data: struct({ tamper: flag, powerFault: flag }) },
  /** By input number, from 0. */
  ISTATR: { code: 0x49, data: struct({ inputs: list(report(CONTACT_STATES, 'unknown')) }) },
  /** By output number, from 0; true: energised. */
  OSTATR: { code: 0x4a, data: struct({ outputs: list(flag) }) },
  /** By reader number, from 0. */
  RSTATR: { code: 0x4b, data: struct({ readers: list(report(READER_STATES, 'unknown')) }) },
  RAW: { code: 0x50, data: rawCard },
  /** Card as characters, in the order in which the card was moved. */
  FMT: {
    code: 0x51,
    data: struct({
      reader: u8(),
      direction: choice({ forward: 0, backward: 1 }),
      text: countedText(printableAscii),
    }),
  },
  KEYPAD: { code: 0x53, data: struct({ reader: u8(), keys: countedText(keypadKeys) }) },
  COM: { code: 0x54, data: lineSettings },
  CCRYPT: { code: 0x76, data: struct({ cuid: bytes(8), rndB: bytes(8), cryptogram: bytes(16) }) },
  RMAC_I: { code: 0x78, data: struct({ rmac: bytes(16) }) },
  BUSY: { code: 0x79, data: empty },
  MFGREP: { code: 0x90, data: struct({ vendor: bytes(3), data: rest() }) },
} as const;

/** Known by name only. Their data stays opaque. */
export const OPAQUE_REPLIES = {
  BIOREADR: 0x57,
  BIOMATCHR: 0x58,
  EXT_PDID: 0x59,
  FTSTAT: 0x7a,
  PIVDATAR: 0x80,
  GENAUTHR: 0x81,
  CRAUTHR: 0x82,
  MFGSTATR: 0x83,
  MFGERRR: 0x84,
  XRD: 0xb1,
} as const;
