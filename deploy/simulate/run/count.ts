import { InvalidArgumentError } from 'commander';

/** A command's argument that is a whole number from 1. */
export const count = (text: string): number => whole(text, 1, 'expected a positive number');

/** A command's argument that names a morning: a whole number from 0. */
export const seedNumber = (text: string): number => whole(text, 0, 'expected a number from 0');

function whole(text: string, least: number, expected: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least)
    throw new InvalidArgumentError(expected);
  return value;
}
