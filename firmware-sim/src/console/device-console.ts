import { type ReaderFormat, readingOf } from '../cards/index.ts';
import type { Bus } from '../line/index.ts';
import type { Pd } from '../pd/index.ts';
import type { Random } from '../random/index.ts';
import { ContactWire } from '../site/index.ts';
import type { Clock } from '../time/index.ts';
import { type DeviceCommand, helpText } from './device-commands.ts';
import { parseCommand } from './parse-command.ts';

export interface ConsoleParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly bus: Bus;
  readonly pd: Pd;
  readonly reader: ReaderFormat;
  /** Inputs of the device. */
  readonly inputs: number;
  readonly supervised: boolean;
  /** Where answers go, a line at a time. */
  readonly print: (line: string) => void;
}

/** Carries out what a person types or a script says about one device. */
export class DeviceConsole {
  readonly #parts: ConsoleParts;
  readonly #contacts: readonly ContactWire[];

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
    const wiring = { normallyClosed: false, supervised: parts.supervised };
    this.#contacts = Array.from(
      { length: parts.inputs },
      (_, input) => new ContactWire(parts.pd, input, wiring),
    );
  }

  /**
   * @returns false when it was told to end
   * @throws VratarError `sim_command`, `sim_unknown_card`
   */
  async run(line: string): Promise<boolean> {
    const command = parseCommand(line);
    if (command?.kind === 'quit') return false;
    if (command?.kind === 'wait') await this.#wait(command.forMs);
    else if (command !== undefined) this.#obey(command);
    return true;
  }

  /** Runs line after line; ends early at `quit`. */
  async runScript(text: string): Promise<boolean> {
    for (const line of text.split('\n')) if (!(await this.run(line))) return false;
    return true;
  }

  #obey(command: Exclude<DeviceCommand, { kind: 'quit' | 'wait' }>): void {
    const { pd, bus, clock, random, reader, print } = this.#parts;
    switch (command.kind) {
      case 'tap': {
        const reading = readingOf(command.card, reader, random);
        if (!pd.present({ reader: command.reader, ...reading })) print('not read');
        return;
      }
      case 'keys':
        if (!pd.press(command.reader, command.digits)) print('not read');
        return;
      case 'input':
        this.#contact(command.input)?.actuate(command.on);
        return;
      case 'cable':
        this.#contact(command.input)?.setCable(command.cable);
        return;
      case 'tamper':
        pd.setLocal({ tamper: command.on });
        return;
      case 'power-fault':
        pd.setLocal({ powerFault: command.on });
        return;
      case 'power-cycle':
        pd.powerCycle(command.offMs);
        return;
      case 'power':
        if (command.on) pd.powerOn();
        else pd.powerOff();
        return;
      case 'silence':
        pd.muteUntil(clock.now() + command.forMs);
        return;
      case 'wire':
        bus.setFaults(command.faults);
        return;
      case 'acu-baud':
        bus.setAcuBaud(command.baud);
        return;
      case 'device':
        pd.setFaults(command.faults);
        return;
      case 'state':
        print(JSON.stringify(pd.view()));
        return;
      case 'help':
        print(helpText());
    }
  }

  #contact(input: number): ContactWire | undefined {
    const contact = this.#contacts[input];
    if (contact === undefined) this.#parts.print(`the device has no input ${input}`);
    return contact;
  }

  #wait(ms: number): Promise<void> {
    const { clock } = this.#parts;
    return new Promise((done) => clock.at(clock.now() + ms, done));
  }
}
