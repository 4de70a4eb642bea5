import { VratarError } from '@vratar/protocol/errors';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `500ms`, `5s`, `2m`. */
export function duration(word: string | undefined): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(word ?? '');
  if (match === null) throw wrong('a time as 500ms, 5s or 2m', word);
  return Number(match[1]) * UNITS[match[2]!]!;
}

/** A probability as `0.01`, `1e-4` or `0`. */
export function rate(word: string | undefined): number {
  const value = Number(word);
  if (word === undefined || !(value >= 0 && value <= 1)) throw wrong('a probability from 0 to 1', word);
  return value;
}

export function whole(word: string | undefined, lowest: number, highest: number): number {
  const value = Number(word);
  if (word === undefined || !Number.isInteger(value) || value < lowest || value > highest) {
    throw wrong(`a whole number from ${lowest} to ${highest}`, word);
  }
  return value;
}

export function oneOf<T extends string>(word: string | undefined, choices: readonly T[]): T {
  const choice = choices.find((item) => item === word);
  if (choice === undefined) throw wrong(choices.join(' or '), word);
  return choice;
}

export function wrong(expected: string, found: string | undefined): VratarError {
  return new VratarError('sim_command', { why: `expected ${expected}, found ${found ?? 'nothing'}` });
}
