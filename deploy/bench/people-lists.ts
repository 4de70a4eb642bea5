import { generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import { blockCard, unblockCard } from '@vratar/cloud-api/src/cards/index.ts';
import { buildList } from '@vratar/cloud-api/src/cards/lists/index.ts';
import { inSchool } from '@vratar/cloud-api/src/db/index.ts';
import { ListKeys } from '@vratar/cloud-api/src/fleet/index.ts';
import { ListDocuments } from '@vratar/cloud-api/src/fleet/lists/list-documents.ts';
import { benchCloud, plan1500, seed } from './people/cloud.ts';
import { header, report } from './people/report.ts';

const HELP = `The allow list of a school of 1,500: built from nothing (200 ms), and one changed card in it (20 ms).

  npm run bench -- people-lists [--changes 1000]

One change: from the note that a card changed to the committed new version, and to the signed document for the
gateway. The rows of processor time are of this process and PostgreSQL together, which other load does not change.
`;

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, changes: { type: 'string', default: '1000' } },
});
if (values.help === true) {
  process.stdout.write(HELP);
  process.exit(0);
}
const BUILDS = 20;
/** Builds before those that count: a cloud that has run for a second is what is measured. */
const WARM_UP = 3;

const cloud = await benchCloud();
const { api, jobs, vault } = cloud;
const work = { build: 0, change: 0 };
const times = { build: [] as number[], change: [] as number[], sign: [] as number[] };
try {
  const { school, site } = await seed(cloud, plan1500('9100001', 1));
  for (let round = -WARM_UP; round < BUILDS; round += 1) {
    await jobs.deleteFrom('allow_list_entry').where('site', '=', site).execute();
    await jobs.deleteFrom('allow_list').where('site', '=', site).execute();
    const used = cloud.work();
    const took = await timed(() => buildList(jobs, vault, site, new Date()));
    if (round < 0) continue;
    times.build.push(took);
    work.build += used();
  }
  const documents = new ListDocuments(jobs, new ListKeys([generateKeyPairSync('ed25519').privateKey]));
  const cards = await jobs
    .selectFrom('credential')
    .innerJoin('credential_holding', 'credential_holding.credential', 'credential.id')
    .select('credential.id')
    .where('credential.school', '=', school)
    .where('state', '=', 'issued')
    .where('kind', '=', 'pupil')
    .execute();
  const start = Date.now();
  for (let n = 0; n < Number(values.changes); n += 1) {
    const { id } = cards[Math.floor(n / 2) % cards.length]!;
    const act =
      n % 2 === 0 ? (c: Context) => blockCard(c, id, 'blocked') : (c: Context) => unblockCard(c, id);
    const now = new Date(start + n * 10);
    await inSchool(api, { school }, (trx) => act({ trx, vault, school, now }));
    let version = 0;
    const used = cloud.work();
    times.change.push(
      await timed(async () => {
        ({ version } = await buildList(jobs, vault, site, now));
      }),
    );
    times.sign.push(await timed(() => documents.make('gateway-9100001', site, version - 1)));
    work.change += used();
  }
} finally {
  await cloud.stop();
}
header();
const rows = [
  report('list of a school of 1,500 from nothing', 200, times.build),
  report('one changed card: next version committed', 20, times.change),
  report('one changed card: signed document', 20, times.sign),
  report('list from nothing: processor time, mean', 200, [work.build / BUILDS]),
  report('one changed card, both: processor time, mean', 20, [work.change / times.change.length]),
  report(
    'one changed card: both',
    20,
    times.change.map((ms, index) => ms + times.sign[index]!),
  ),
];
process.exitCode = rows.includes(false) ? 1 : 0;

type Context = Parameters<typeof blockCard>[0];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
