import { InvalidArgumentError } from 'commander';

/** A command's argument that is a whole number from 1. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('expected a positive number');
  return value;
}
