import type { KeyRing } from '../keys/index.ts';
import type { Runtime } from './runtime.ts';

const SUBJECT = 'keys';

/** Alarms of what is wrong with the keys of cards: the file at the start, the list that is in force now. */
export function tellKeyAlarms(runtime: Pick<Runtime, 'run'>, keys: KeyRing): void {
  const { trouble, missing } = keys;
  if (trouble !== undefined) {
    const { kind, ...data } = trouble;
    runtime.run((core, now) => core.alarm(`keys_${kind}`, SUBJECT, true, now, data));
  }
  const listed = missing === undefined ? {} : { listed: missing };
  runtime.run((core, now) => core.alarm('card_keys_missing', SUBJECT, missing !== undefined, now, listed));
}
