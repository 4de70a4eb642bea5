import type { KeyRing, KeyTrouble } from '../keys/index.ts';
import type { Runtime } from './runtime.ts';

const SUBJECT = 'keys';

const TROUBLES: readonly KeyTrouble['kind'][] = ['damaged', 'unreadable'];

/** Alarms of what is wrong with the keys of cards: with their file, and with the list that is in force now. */
export function tellKeyAlarms(runtime: Pick<Runtime, 'run'>, keys: KeyRing): void {
  const { trouble, missing } = keys;
  const { kind, ...data } = trouble ?? {};
  for (const each of TROUBLES)
    runtime.run((core, now) => core.alarm(`keys_${each}`, SUBJECT, each === kind, now, data));
  const listed = missing === undefined ? {} : { listed: missing };
  runtime.run((core, now) => core.alarm('card_keys_missing', SUBJECT, missing !== undefined, now, listed));
}

/** Looks again for a file of keys that could not be read; when it can, its alarm ends. */
export async function lookForKeys(runtime: Pick<Runtime, 'run'>, keys: KeyRing): Promise<void> {
  if (await keys.lookAgain()) tellKeyAlarms(runtime, keys);
}
