import { createInterface } from 'node:readline/promises';
import { VratarError } from '@vratar/protocol/errors';
import { Command, Option } from 'commander';
import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import { findRegion } from '../people/region-code.ts';
import type { Toolbox } from '../toolbox/index.ts';
import type { Vault } from '../vault/index.ts';
import { addAccount, resetPassword } from './add-account.ts';
import { assignRole } from './assign-role.ts';
import { enterMunicipality } from './enter-municipality.ts';
import { accountByLogin } from './find-account.ts';
import { linkBeforehand, unlinkIdentities } from './oidc/identities.ts';
import type { OidcIdentity } from './oidc/provider.ts';
import { ASSIGNED_ROLES, type AssignedRole } from './permissions/index.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

interface AddOptions {
  readonly password: boolean;
  readonly keepPassword?: boolean;
  readonly language: 'bg' | 'ru' | 'en';
}

interface RoleOptions {
  readonly role: AssignedRole;
  readonly school?: string;
  readonly class?: string;
  readonly region?: string;
  readonly regionName?: string;
  readonly person?: string;
  readonly until?: string;
}

/** `vratar-cloud account …`. Passwords come on standard input: an argument would stay in the shell's history. */
export function accountCommand(tools: Tools): Command {
  const add = new Command('add')
    .description('enter a personal account; its password is the first line of standard input')
    .argument('<login>', 'e-mail address of the holder')
    .option('--no-password', 'the holder signs in with the identity provider only')
    .option('--keep-password', 'the holder need not change it at the first sign-in')
    .addOption(new Option('--language <code>', 'of mails').choices(['bg', 'ru', 'en']).default('bg'))
    .action((login: string, options: AddOptions) =>
      tools.withDatabase(async (db) => {
        const id = await addAccount(db, await preparedVault(tools, db), {
          login,
          ...(options.password ? { password: await firstLine() } : {}),
          mustChange: !options.keepPassword,
          language: options.language,
        });
        process.stdout.write(`${JSON.stringify({ account: id })}\n`);
      }),
    );
  const reset = new Command('reset')
    .description('give an account the password on standard input; locks and open sessions end')
    .argument('<login>')
    .action((login: string) =>
      tools.withDatabase(async (db) => {
        const given = { login, password: await firstLine() };
        await resetPassword(db, await preparedVault(tools, db), given, tools.now());
      }),
    );
  const link = new Command('link')
    .description('let the holder of an identity sign in to an account')
    .argument('<login>')
    .requiredOption('--issuer <url>', 'the identity provider, as its tokens name it')
    .requiredOption('--subject <id>', 'the person, as the provider’s tokens name them (claim sub)')
    .action((login: string, identity: OidcIdentity) =>
      tools.withDatabase(async (db) => {
        const account = await accountByLogin(db, await preparedVault(tools, db), login);
        await linkBeforehand(db, account, identity, tools.now());
      }),
    );
  const unlink = new Command('unlink')
    .description('end all links of an account to identity providers')
    .argument('<login>')
    .action((login: string) =>
      tools.withDatabase(async (db) => {
        const account = await accountByLogin(db, await preparedVault(tools, db), login);
        process.stdout.write(`${JSON.stringify({ removed: await unlinkIdentities(db, account) })}\n`);
      }),
    );
  const role = new Command('role')
    .description('give an account a role from now on')
    .argument('<login>')
    .addOption(new Option('--role <role>').choices(ASSIGNED_ROLES).makeOptionMandatory())
    .option('--school <code>', 'institution code')
    .option('--class <id>', 'class of a homeroom teacher')
    .option('--region <code>', 'province, such as SOF; of a municipality its own code, such as BGS04')
    .option(
      '--region-name <name>',
      'enters a municipality that is not known yet, as letters name it: „Община Бургас“',
    )
    .option('--person <number>', 'account number of the person in the school’s register')
    .option('--until <date>', 'when the role ends, such as 2027-07-01')
    .action((login: string, options: RoleOptions) =>
      tools.withDatabase(async (db) => {
        const id = await giveRole(tools, db, login, options);
        process.stdout.write(`${JSON.stringify({ assignment: id })}\n`);
      }),
    );
  const group = new Command('account').description('who may sign in, and as what');
  return group.addCommand(add).addCommand(role).addCommand(reset).addCommand(link).addCommand(unlink);
}

async function giveRole(
  tools: Tools,
  db: Kysely<Database>,
  login: string,
  options: RoleOptions,
): Promise<string> {
  const now = tools.now();
  const vault = await preparedVault(tools, db);
  const until = options.until === undefined ? undefined : new Date(options.until);
  if (until !== undefined && !(until > now)) {
    throw new VratarError('period_invalid', { days: 'any number of' }, { field: '--until' });
  }
  const school = options.school === undefined ? undefined : await schoolOf(db, options.school);
  const { region: code, regionName } = options;
  return db.transaction().execute(async (trx) => {
    const account = await accountByLogin(trx, vault, login);
    if (code !== undefined && regionName !== undefined && options.role === 'municipality') {
      await enterMunicipality(trx, code, regionName);
    }
    const region = code === undefined ? undefined : await regionOf(trx, code);
    return assignRole(
      trx,
      vault,
      {
        account,
        role: options.role,
        from: now,
        ...(school === undefined ? {} : { school }),
        ...(region === undefined ? {} : { region }),
        ...(options.class === undefined ? {} : { class: options.class }),
        ...(options.person === undefined ? {} : { personNumber: options.person }),
        ...(until === undefined ? {} : { until }),
      },
      now,
    );
  });
}

async function schoolOf(db: Kysely<Database>, code: string): Promise<string> {
  const row = await db.selectFrom('school').select('id').where('code', '=', code.trim()).executeTakeFirst();
  if (row === undefined) throw new VratarError('school_unknown', { code }, { field: '--school' });
  return row.id;
}

async function regionOf(db: Kysely<Database>, code: string): Promise<string> {
  const region = await findRegion(db, code);
  if (region === undefined) throw new VratarError('school_unknown', { code }, { field: '--region' });
  return region.id;
}

/** The first command on a new data folder comes before the first start of the cloud, which makes the network's key. */
async function preparedVault(tools: Tools, db: Kysely<Database>): Promise<Vault> {
  const vault = await tools.vault();
  await vault.prepare(db);
  return vault;
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return '';
}
