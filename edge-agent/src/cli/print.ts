import type { JsonOption } from './options.ts';

/** Prints a result for a person, or as one JSON line for a program. */
export function print(value: unknown, text: string, { json }: JsonOption): void {
  console.log(json ? JSON.stringify(value) : text);
}
