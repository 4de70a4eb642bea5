import type { CableState } from '../contact/index.ts';
import type { WireFaults } from '../line/index.ts';
import type { PdFaults } from '../pd/index.ts';
import { duration, oneOf, rate, whole, wrong } from './quantities.ts';

/** What a person or a script can do to one device. */
export type DeviceCommand =
  | { readonly kind: 'tap'; readonly card: string; readonly reader: number }
  | { readonly kind: 'keys'; readonly digits: string; readonly reader: number }
  | { readonly kind: 'input'; readonly input: number; readonly on: boolean }
  | { readonly kind: 'cable'; readonly input: number; readonly cable: CableState }
  | { readonly kind: 'tamper'; readonly on: boolean }
  | { readonly kind: 'power-fault'; readonly on: boolean }
  | { readonly kind: 'power-cycle'; readonly offMs: number }
  | { readonly kind: 'power'; readonly on: boolean }
  | { readonly kind: 'silence'; readonly forMs: number }
  | { readonly kind: 'wire'; readonly faults: Partial<WireFaults> }
  | { readonly kind: 'acu-baud'; readonly baud: number | 'follow' }
  | { readonly kind: 'device'; readonly faults: Partial<PdFaults> }
  | { readonly kind: 'wait'; readonly forMs: number }
  | { readonly kind: 'state' }
  | { readonly kind: 'help' }
  | { readonly kind: 'quit' };

export interface CommandDefinition {
  readonly usage: string;
  readonly what: string;
  /** @throws VratarError `sim_command` */
  readonly parse: (words: readonly string[]) => DeviceCommand;
}

const ON_OFF = ['on', 'off'] as const;
const isOn = (word: string | undefined): boolean => oneOf(word ?? 'on', ON_OFF) === 'on';
const reader = (word: string | undefined): number => (word === undefined ? 0 : whole(word, 0, 7));
const input = (word: string | undefined): number => whole(word, 0, 63);

const wireRate = (field: 'bitErrorRate' | 'lostByteRate' | 'doubledByteRate'): CommandDefinition['parse'] => {
  return ([word]) => ({ kind: 'wire', faults: { [field]: rate(word) } });
};
const deviceRate = (
  field: 'busyRate' | 'wrongSequenceRate' | 'truncateRate' | 'badCheckRate' | 'rebootRate',
): CommandDefinition['parse'] => {
  return ([word]) => ({ kind: 'device', faults: { [field]: rate(word) } });
};

const define = (
  usage: string,
  what: string,
  parse: CommandDefinition['parse'],
): [string, CommandDefinition] => [usage.split(' ')[0]!, { usage, what, parse }];

/** The commands of the prompt and of scripts, by name. */
export const deviceCommands: ReadonlyMap<string, CommandDefinition> = new Map([
  define(
    'tap CARD [READER]',
    'hold a card to a reader: UID in hex, 123,45678, w26:…, or phone',
    ([card, at]) => {
      if (card === undefined) throw wrong('a card', card);
      return { kind: 'tap', card, reader: reader(at) };
    },
  ),
  define('keys DIGITS [READER]', 'press keys of a keypad', ([digits, at]) => {
    if (digits === undefined || !/^[0-9*#]+$/.test(digits)) throw wrong('digits, * or #', digits);
    return { kind: 'keys', digits, reader: reader(at) };
  }),
  define('input N on|off', 'close or open the contact of an input', ([number, state]) => ({
    kind: 'input',
    input: input(number),
    on: oneOf(state, ON_OFF) === 'on',
  })),
  define('cable N sound|cut|shorted', 'do something to the cable of an input', ([number, state]) => ({
    kind: 'cable',
    input: input(number),
    cable: oneOf(state, ['sound', 'cut', 'shorted']),
  })),
  define('tamper [on|off]', 'open or close the housing', ([state]) => ({ kind: 'tamper', on: isOn(state) })),
  define('power-fault [on|off]', 'report a fault of the supply', ([state]) => ({
    kind: 'power-fault',
    on: isOn(state),
  })),
  define('power-cycle [TIME]', 'take the power away for a while (1s)', ([time]) => ({
    kind: 'power-cycle',
    offMs: duration(time ?? '1s'),
  })),
  define('power on|off', 'give or take the power', ([state]) => ({
    kind: 'power',
    on: oneOf(state, ON_OFF) === 'on',
  })),
  define('silence TIME', 'answer nothing for a while', ([time]) => ({
    kind: 'silence',
    forMs: duration(time),
  })),
  define('noise RATE', 'flip bits on the wire', wireRate('bitErrorRate')),
  define('lose RATE', 'lose bytes on the wire', wireRate('lostByteRate')),
  define('double RATE', 'double bytes on the wire', wireRate('doubledByteRate')),
  define('spurious PER_SECOND', 'random bytes on the idle wire', ([number]) => ({
    kind: 'wire',
    faults: { spuriousPerSecond: whole(number, 0, 1000) },
  })),
  define('echo on|off', 'the ACU hears its own bytes', ([state]) => ({
    kind: 'wire',
    faults: { echo: oneOf(state, ON_OFF) === 'on' },
  })),
  define('cut on|off', 'cut the line', ([state]) => ({
    kind: 'wire',
    faults: { cut: oneOf(state, ON_OFF) === 'on' },
  })),
  define('acu-baud N|follow', 'the ACU speaks at this speed, whatever the device is set to', ([baud]) => ({
    kind: 'acu-baud',
    baud: baud === 'follow' ? baud : whole(baud, 300, 1_000_000),
  })),
  define('slow TIME', 'answer so much later (0ms ends it)', ([time]) => ({
    kind: 'device',
    faults: { slowMs: duration(time) },
  })),
  define('busy RATE', 'answer BUSY', deviceRate('busyRate')),
  define('wrong-sequence RATE', 'answer with another sequence number', deviceRate('wrongSequenceRate')),
  define('truncate RATE', 'stop in the middle of replies', deviceRate('truncateRate')),
  define('bad-check RATE', 'send wrong check fields', deviceRate('badCheckRate')),
  define('nak RATE [CODE]', 'refuse commands with this code (3)', ([word, code]) => ({
    kind: 'device',
    faults: { nakRate: rate(word), nakCode: whole(code ?? '3', 1, 255) },
  })),
  define('reboot RATE', 'lose power in the middle of replies', deviceRate('rebootRate')),
  define('wait TIME', 'pause the script', ([time]) => ({ kind: 'wait', forMs: duration(time) })),
  define('state', 'print what the device shows and knows', () => ({ kind: 'state' })),
  define('help', 'print this', () => ({ kind: 'help' })),
  define('quit', 'end', () => ({ kind: 'quit' })),
]);

/** The commands, one a line. */
export function helpText(): string {
  const width = Math.max(...[...deviceCommands.values()].map(({ usage }) => usage.length));
  return [...deviceCommands.values()].map(({ usage, what }) => `${usage.padEnd(width)}  ${what}`).join('\n');
}
