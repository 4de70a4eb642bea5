import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { faketimeLibrary } from './faketime.ts';

/** A program that tests talk to because users have it: never replaced by a stand-in. */
export interface Peer {
  readonly program: string;
  readonly debianPackage: string;
  present(): boolean;
}

export const PEERS: readonly Peer[] = [
  peer('socat', 'socat'),
  peer('chromium', 'chromium'),
  peer('mosquitto', 'mosquitto'),
  peer('strace', 'strace'),
  // Its library alone is used.
  { ...peer('faketime', 'faketime'), present: () => faketimeLibrary() !== undefined },
];

/**
 * For `test(name, { skip: withoutPeer('socat') }, …)`: false when the program is there or when CI demands it (the test
 * then fails where it is used), otherwise the reason that the report shows.
 */
export function withoutPeer(program: string): string | false {
  const found = PEERS.find((each) => each.program === program);
  if (found === undefined) throw new Error(`${program} is not listed in deploy/testing/peers.ts`);
  return found.present() || process.env.CI === 'true' ? false : `${program} is not installed`;
}

/** Absolute path of a program, Debian's administrators' folders included; undefined when it is nowhere. */
export function findProgram(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function peer(program: string, debianPackage: string): Peer {
  return { program, debianPackage, present: () => findProgram(program) !== undefined };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
