import { LAST_PD_ADDRESS } from '../frame/frame.ts';
import { bytes, countedBytes, countedText, rest } from '../layout/bytes.ts';
import { choice } from '../layout/choice.ts';
import { list, struct } from '../layout/compound.ts';
import { u8, u16, u32 } from '../layout/number.ts';
import { printableAscii } from './text.ts';
import {
  BUZZER_TONES,
  LED_COLORS,
  OUTPUT_CONTROLS,
  PERMANENT_LED,
  TEMPORARY_LED,
  TEXT_MODES,
} from './values.ts';

const empty = struct({});

/** Times in tenths of a second. */
const blink = {
  onTenths: u8(),
  offTenths: u8(),
  onColor: choice(LED_COLORS),
  offColor: choice(LED_COLORS),
};

/** New address and speed, as COMSET asks and COM answers. */
export const lineSettings = struct({ address: u8({ max: LAST_PD_ADDRESS }), baud: u32({ min: 1 }) });

/** Commands from ACU to PD: code and layout of the data. */
export const COMMANDS = {
  POLL: { code: 0x60, data: empty },
  /** `form` 0: the standard report; higher ones are extensions of v2.2. */
  ID: { code: 0x61, data: struct({ form: u8() }) },
  CAP: { code: 0x62, data: struct({ form: u8() }) },
  LSTAT: { code: 0x64, data: empty },
  ISTAT: { code: 0x65, data: empty },
  OSTAT: { code: 0x66, data: empty },
  RSTAT: { code: 0x67, data: empty },
  OUT: {
    code: 0x68,
    data: struct({
      outputs: list(struct({ output: u8(), control: choice(OUTPUT_CONTROLS), timerTenths: u16() }), 1),
    }),
  },
  LED: {
    code: 0x69,
    data: struct({
      leds: list(
        struct({
          reader: u8(),
          led: u8(),
          temporary: struct({ control: choice(TEMPORARY_LED), ...blink, timerTenths: u16() }),
          permanent: struct({ control: choice(PERMANENT_LED), ...blink }),
        }),
        1,
      ),
    }),
  },
  /** `count` 0: until told otherwise. */
  BUZ: {
    code: 0x6a,
    data: struct({
      reader: u8(),
      tone: choice(BUZZER_TONES),
      onTenths: u8(),
      offTenths: u8(),
      count: u8(),
    }),
  },
  /** Row and column count from 1. `seconds` matters for the temporary modes only. */
  TEXT: {
    code: 0x6b,
    data: struct({
      reader: u8(),
      mode: choice(TEXT_MODES),
      seconds: u8(),
      row: u8(),
      column: u8(),
      text: countedText(printableAscii),
    }),
  },
  COMSET: { code: 0x6e, data: lineSettings },
  /** `keyType` 1 is the secure channel base key, the only one that the standard names. */
  KEYSET: { code: 0x75, data: struct({ keyType: u8({ min: 1, max: 1 }), key: countedBytes(16) }) },
  CHLNG: { code: 0x76, data: struct({ rndA: bytes(8) }) },
  SCRYPT: { code: 0x77, data: struct({ cryptogram: bytes(16) }) },
  /** The largest frame that the ACU takes, in bytes. */
  ACURXSIZE: { code: 0x7b, data: struct({ size: u16() }) },
  /** `vendor`: IEEE OUI. */
  MFG: { code: 0x80, data: struct({ vendor: bytes(3), data: rest() }) },
  ABORT: { code: 0xa2, data: empty },
  /** How long the reader keeps a smart card in its field, in ms. */
  KEEPACTIVE: { code: 0xa7, data: struct({ milliseconds: u16() }) },
} as const;

/** Known by name only: biometric, file transfer, transparent mode, PIV. Their data stays opaque. */
export const OPAQUE_COMMANDS = {
  DIAG: 0x63,
  RMODE: 0x6c,
  TDSET: 0x6d,
  BIOREAD: 0x73,
  BIOMATCH: 0x74,
  FILETRANSFER: 0x7c,
  XWR: 0xa1,
  PIVDATA: 0xa3,
  GENAUTH: 0xa4,
  CRAUTH: 0xa5,
} as const;
