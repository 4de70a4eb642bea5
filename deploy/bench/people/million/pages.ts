import { randomUUID } from 'node:crypto';
import { addAccount } from '@vratar/cloud-api/src/accounts/index.ts';
import { issueToken } from '@vratar/cloud-api/src/accounts/tokens/issue-token.ts';
import { API_PREFIX } from '@vratar/cloud-api/src/api/index.ts';
import { checkCard } from '@vratar/cloud-api/src/cards/index.ts';
import { connectPool, inSchool } from '@vratar/cloud-api/src/db/index.ts';
import { seededRandom } from '@vratar/cloud-api/src/demo-school/random.ts';
import { peopleCapability } from '@vratar/cloud-api/src/roster/capability.ts';
import { buildApp } from '@vratar/cloud-api/src/server/index.ts';
import { pino } from 'pino';
import type { Million } from './open-million.ts';
import { cardOf } from './school-rows.ts';

export interface Pages {
  /** Each asks once, somewhere. */
  readonly questions: Readonly<Record<string, () => Promise<void>>>;
  close(): Promise<void>;
}

/** Beginnings of family names, three letters being what the index holds. */
const NAMES = ['Пет', 'Геор', 'Ивано', 'Димит', 'Тод', 'Стоян', 'Кол', 'Хрис'];

/** The API over the million, with a token of each school. */
export async function openPages({ api, jobs, vault, logins }: Million): Promise<Pages> {
  const log = pino({ level: 'silent' });
  const apiPool = connectPool(logins.api);
  const parts = { api, apiPool, jobs, vault, log, now: () => new Date(), toGateway: () => undefined };
  const health = { database: async () => undefined, broker: () => undefined, counts: () => ({}) };
  const app = await buildApp({ parts, health, capabilities: [peopleCapability], log });
  const schools = await jobs
    .selectFrom('school')
    .select(['id', 'code'])
    .where('code', 'like', '92%')
    .execute();
  const random = seededRandom(Date.now());
  const tokens = new Map<string, string>();
  const holder = { login: `${randomUUID()}@bench.example`, password: randomUUID() };
  const account = await addAccount(jobs, vault, holder);

  /** A token of the school, made when it is first asked: that is not part of a page. */
  const tokenOf = async (school: string): Promise<string> => {
    const known = tokens.get(school);
    if (known !== undefined) return known;
    const expiresAt = new Date(Date.now() + 3_600_000);
    const scopes = ['people.find', 'names.see'];
    const { secret } = await inSchool(api, { school }, (trx) =>
      issueToken({ trx, vault, school, account, now: new Date() }, { name: 'bench', scopes, expiresAt }),
    );
    tokens.set(school, secret);
    return secret;
  };
  for (const school of schools) await tokenOf(school.id);

  /** Where each school's list was left: pages deep inside of it are asked as often as first ones. */
  const cursors = new Map<string, string>();
  let asked = 0;
  const get = async (
    path: (school: string) => string | Promise<string>,
  ): Promise<{ items?: { id: string }[]; next?: string }> => {
    const school = random.pick(schools).id;
    asked += 1;
    const answer = await app.inject({
      url: `${API_PREFIX}${await path(school)}`,
      headers: { authorization: `Bearer ${tokens.get(school)}` },
      // The bound of requests is for one address.
      remoteAddress: `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
    });
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
    return answer.json();
  };
  const samples = await sample(jobs);
  return {
    questions: {
      'page of 50 of all pupils': async () => {
        let of = '';
        const { next } = await get((school) => {
          of = school;
          return `/people?kind=student${cursors.get(school) ?? ''}`;
        });
        cursors.set(of, next === undefined ? '' : `&cursor=${next}`);
      },
      'class list by name': async () =>
        void (await get((school) => `/classes/${samples.classOf(school, random)}/students`)),
      'search by the beginning of a name': async () =>
        void (await get(() => `/people/search?kind=student&text=${encodeURIComponent(random.pick(NAMES))}`)),
      'page of one pupil': async () =>
        void (await get((school) => `/people/${samples.pupilOf(school, random)}`)),
      'card on the reader': async () => {
        const { id: school, code } = random.pick(schools);
        const card = cardOf(Number(code) - 920_000, random.int(0, 1_499));
        await inSchool(api, { school }, async (trx) => {
          const found = await checkCard({ trx, vault, school, now: new Date() }, card);
          if (found.where !== 'here') throw new Error(`the card is ${found.where}`);
        });
      },
    },
    close: async () => {
      await app.close();
      await apiPool.end();
    },
  };
}

/** What may be asked about each school. */
async function sample(jobs: Million['jobs']) {
  const classes = await jobs.selectFrom('class').select(['id', 'school']).execute();
  const pupils = await jobs
    .selectFrom('person')
    .select(['id', 'school'])
    .where('kind', '=', 'student')
    .execute();
  const of = (rows: readonly { id: string; school: string }[]) => {
    const bySchool = Map.groupBy(rows, (row) => row.school);
    return (school: string, random: ReturnType<typeof seededRandom>) => random.pick(bySchool.get(school)!).id;
  };
  return { classOf: of(classes), pupilOf: of(pupils) };
}
