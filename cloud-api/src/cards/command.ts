import { VratarError } from '@vratar/protocol/errors';
import { Command } from 'commander';
import type { Kysely } from 'kysely';
import { audit } from '../audit/index.ts';
import { type Database, enqueue, setScope } from '../db/index.ts';
import { KEYS_TASK, reportedKeys } from '../fleet/keys/index.ts';
import type { Toolbox } from '../toolbox/index.ts';
import type { CardContext } from './context.ts';
import { retireSiteKeys, rotateSiteKey } from './rotate-site-key.ts';
import { siteKeys } from './site-key.ts';

type Tools = Pick<Toolbox, 'withDatabase' | 'vault' | 'now'>;

/** Gateways that have said that they know cards under an older key, or that have not said. */
async function behind({ trx, vault }: CardContext, site: string): Promise<readonly string[]> {
  const newest = (await siteKeys(trx, vault, site)).at(-1)!;
  const gateways = await reportedKeys(trx, site);
  return gateways.filter(({ keys }) => keys?.used !== newest.id).map(({ gateway }) => gateway);
}

/** `vratar-cloud site …`: the keys under which gateways know cards. */
export function siteCommand(tools: Tools): Command {
  const list = new Command('list')
    .description('sites of a school with their gateways and the versions of their keys')
    .requiredOption('--school <code>', 'institution code')
    .action(({ school }: { school: string }) => tools.withDatabase((db) => listSites(db, school)));
  const key = new Command('key')
    .description('print the newest key of a site in hex, for the secrets file of its gateways')
    .argument('<site>')
    .action((site: string) =>
      inSite(tools, site, async (context) => {
        const newest = (await siteKeys(context.trx, context.vault, site)).at(-1)!;
        const detail = { shown: 'site key', version: newest.version };
        await audit(context.trx, { action: 'key_rotated', subject: `site:${site}`, detail });
        process.stdout.write(`${newest.bytes.toString('hex')}\n`);
      }),
    );
  const rotate = new Command('rotate-key')
    .description('give a site a new key; its gateways get it, and its list carries both until `retire-keys`')
    .argument('<site>')
    .action((site: string) =>
      inSite(tools, site, async (context) => {
        const version = await rotateSiteKey(context, site);
        await audit(context.trx, { action: 'key_rotated', subject: `site:${site}`, detail: { version } });
        await enqueue(context.trx, KEYS_TASK, {}, { key: KEYS_TASK });
        process.stdout.write(`${JSON.stringify({ site, version })}\n`);
      }),
    );
  const retire = new Command('retire-keys')
    .description('take the older keys of a site off its list, once every gateway has the newest')
    .argument('<site>')
    .option('--force', 'also when a gateway still needs an older one; its list then stays as it is')
    .action((site: string, { force = false }: { force?: boolean }) =>
      inSite(tools, site, async (context) => {
        const needed = await behind(context, site);
        if (needed.length > 0 && !force)
          throw new VratarError('site_keys_needed', { gateways: needed.join(', ') });
        await retireSiteKeys(context, site);
        await audit(context.trx, {
          action: 'key_rotated',
          subject: `site:${site}`,
          detail: { retired: true },
        });
        await enqueue(context.trx, KEYS_TASK, {}, { key: KEYS_TASK });
      }),
    );
  return new Command('site')
    .description('sites and the keys under which their gateways know cards')
    .addCommand(list)
    .addCommand(key)
    .addCommand(rotate)
    .addCommand(retire);
}

async function listSites(db: Kysely<Database>, code: string): Promise<void> {
  const rows = await db
    .selectFrom('site as s')
    .innerJoin('school', 'school.id', 's.school')
    .leftJoin('site_key as k', (join) => join.onRef('k.site', '=', 's.id').on('k.retired_at', 'is', null))
    .leftJoin('gateway as g', 'g.site', 's.id')
    .select((eb) => [
      's.id',
      's.name',
      eb.fn.agg<number[]>('array_agg', ['k.version']).distinct().as('keys'),
      eb.fn.agg<string[]>('array_agg', ['g.id']).distinct().as('gateways'),
    ])
    .where('school.code', '=', code)
    .groupBy(['s.id', 's.name'])
    .orderBy('s.name')
    .execute();
  for (const { id, name, keys, gateways } of rows)
    process.stdout.write(`${JSON.stringify({ site: id, name, keys, gateways })}\n`);
}

/** Runs an act in the school that owns the site. @throws VratarError `register_unknown` */
async function inSite(
  tools: Tools,
  site: string,
  work: (context: CardContext) => Promise<void>,
): Promise<void> {
  const vault = await tools.vault();
  await tools.withDatabase(async (db) => {
    await vault.prepare(db);
    await db.transaction().execute(async (trx) => {
      const owner = await trx
        .selectFrom('site')
        .select('school')
        .where((eb) => eb(eb.cast<string>('id', 'text'), '=', site))
        .executeTakeFirst();
      if (owner === undefined) throw new VratarError('register_unknown', { what: 'site' });
      await setScope(trx, { school: owner.school });
      await work({ trx, vault, school: owner.school, now: tools.now() });
    });
  });
}
