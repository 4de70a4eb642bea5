import { CAPABILITY } from '@vratar/protocol/osdp';

type Meaning = (level: number, units: number) => string;

const byLevel =
  (levels: Readonly<Record<number, string>>, unit?: string): Meaning =>
  (level, units) => {
    const meaning = levels[level] ?? (level === 0 ? 'none' : `level ${level}`);
    return unit === undefined || units === 0 ? meaning : `${units} ${unit}: ${meaning}`;
  };

/** Two bytes, low byte first, in place of level and units. */
const size: Meaning = (low, high) => `${low + 256 * high} bytes`;

const COLORS = 'on and off';

const MEANINGS: Readonly<Record<number, Meaning>> = {
  [CAPABILITY.contactStatus]: byLevel(
    {
      1: 'unsupervised',
      2: 'unsupervised, normally open or closed by configuration',
      3: 'supervised',
      4: 'supervised, end-of-line resistors by configuration',
    },
    'inputs',
  ),
  [CAPABILITY.outputControl]: byLevel(
    {
      1: 'on and off',
      2: 'on and off, idle state by configuration',
      3: 'on, off and timed',
      4: 'on, off and timed, idle state by configuration',
    },
    'outputs',
  ),
  [CAPABILITY.cardDataFormat]: byLevel({ 1: 'bits', 2: 'characters', 3: 'bits or characters' }),
  [CAPABILITY.ledControl]: byLevel(
    {
      1: COLORS,
      2: `${COLORS}, timed`,
      3: `${COLORS}, timed, two colours`,
      4: `${COLORS}, timed, three colours`,
    },
    'LEDs a reader',
  ),
  [CAPABILITY.audibleOutput]: byLevel({ 1: 'on and off', 2: 'on, off and timed' }),
  [CAPABILITY.textOutput]: byLevel({ 1: '1 row of 16', 2: '2 rows of 16', 3: '4 rows of 16' }, 'displays'),
  [CAPABILITY.checkCharacter]: byLevel({ 0: 'checksum only', 1: 'CRC' }),
  [CAPABILITY.communicationSecurity]: (level, units) =>
    `${level & 1 ? 'AES-128 secure channel' : 'no secure channel'}${units & 1 ? ', default key accepted' : ''}`,
  [CAPABILITY.receiveBufferSize]: size,
  [CAPABILITY.largestCombinedMessage]: size,
  [CAPABILITY.readers]: (_level, units) => `${units} attached`,
  [CAPABILITY.version]: byLevel({ 0: 'unspecified', 1: 'IEC 60839-11-5', 2: 'SIA 2.2' }),
};

/** In words, what PDCAP says about one function (SIA OSDP v2.2, annex B). */
export function capabilityMeaning(code: number, level: number, units: number): string {
  return MEANINGS[code]?.(level, units) ?? (level === 0 ? 'none' : '');
}
