import type { DeviceWish, SoundWish, TextWish } from '../../contract.ts';
import { Once } from './once.ts';
import { type Request, request } from './request.ts';
import { tenths } from './tenths.ts';

/** The longest text that devices are known to take. */
const LONGEST_TEXT = 32;

/** Buzzer and display of one PD. A refusal counts as done: a reader without a buzzer is not asked again. */
export class Signals {
  readonly #sound = new Once();
  readonly #text = new Once();

  sound({ sound }: DeviceWish): Request | undefined {
    return sound !== undefined && this.#sound.isDue(sound) ? buzzer(sound, this.#sound) : undefined;
  }

  text({ text }: DeviceWish): Request | undefined {
    return text !== undefined && this.#text.isDue(text) ? display(text, this.#text) : undefined;
  }
}

function buzzer({ id, reader, onMs, offMs, count }: SoundWish, once: Once): Request {
  const done = () => once.taken(id);
  const [onTenths, offTenths] = [tenths(onMs, 0xff), tenths(offMs, 0xff)];
  return request({ kind: 'BUZ', reader, tone: 'default', onTenths, offTenths, count }, done, done);
}

function display({ id, reader, text, forMs }: TextWish, once: Once): Request {
  const done = () => once.taken(id);
  const seconds = Math.min(0xff, Math.max(1, Math.round(forMs / 1000)));
  return request(
    { kind: 'TEXT', reader, mode: 'temporaryWrap', seconds, row: 1, column: 1, text: printable(text) },
    done,
    done,
  );
}

/** Displays are sure of printable ASCII only. */
function printable(text: string): string {
  return Array.from(text.slice(0, LONGEST_TEXT), (character) =>
    /[ -~]/.test(character) ? character : '?',
  ).join('');
}
