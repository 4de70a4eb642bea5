import { readFileSync } from 'node:fs';

interface AccountsFile {
  readonly password: string;
  readonly accounts: readonly { readonly login: string; readonly role: string; readonly about?: string }[];
}

/** Whom one can sign in as in the demonstration, for the terminal. */
export function demoAccounts(file: string): string {
  const { password, accounts } = JSON.parse(readFileSync(file, 'utf8')) as AccountsFile;
  const width = Math.max(...accounts.map(({ login }) => login.length));
  const lines = accounts.map(
    ({ login, role, about }) =>
      `  ${login.padEnd(width)}  ${role.replaceAll('_', ' ')}${about === undefined ? '' : `, ${about}`}`,
  );
  return `${lines.join('\n')}\n  password of all: ${password}\n`;
}
