import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { DemoAccount } from './seed-accounts.ts';

interface AccountsFile {
  /** Of all of them. */
  readonly password: string;
  readonly accounts: readonly DemoAccount[];
}

/** The password of the demonstration's accounts: that of the file, else a new one. */
export async function demoPassword(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? newPassword() : (JSON.parse(text) as AccountsFile).password;
}

/** Readable by its owner only, although the people behind it are invented. */
export const writeAccountsFile = (path: string, file: AccountsFile): Promise<void> =>
  writeFile(path, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600 });

/** Without letters and digits that look alike: it is read from one screen and typed at another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group()].join('-');
}
