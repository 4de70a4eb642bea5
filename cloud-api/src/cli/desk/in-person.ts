import { hostname } from 'node:os';
import { VratarError } from '@vratar/protocol/errors';
import { pino } from 'pino';
import { accountByLogin } from '../../accounts/find-account.ts';
import { sessionHeaders } from '../../accounts/sessions/cookie.ts';
import { openSession } from '../../accounts/sessions/open-session.ts';
import { signOut } from '../../accounts/sessions/sign-out.ts';
import { API_PREFIX, type Problem } from '../../api/index.ts';
import { cardsCapability } from '../../cards/capability.ts';
import { connectPool, kyselyOver } from '../../db/index.ts';
import { importsCapability } from '../../imports/capability.ts';
import { registersCapability } from '../../registers/capability.ts';
import { peopleCapability } from '../../roster/capability.ts';
import { buildApp } from '../../server/index.ts';
import type { Toolbox } from '../../toolbox/index.ts';
import { tellHolder } from './tell-holder.ts';

export type DeskTools = Pick<Toolbox, 'withDatabase' | 'logins' | 'vault' | 'now'>;

/** Whose rights a command uses, and in which school. */
export interface InPerson {
  /** Institution code. */
  readonly school: string;
  /** E-mail address of the account. */
  readonly as: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Asks a route of the API. @throws VratarError `route_refused` with what the route says */
export type Call = <T>(method: Method, path: string, body?: object | Buffer) => Promise<T>;

export interface Desk {
  readonly call: Call;
  /** The person with an account number of the school. @throws VratarError `person_not_here` */
  readonly person: (number: string) => Promise<{ readonly id: string; readonly kind: string }>;
  /** The card with a label of the school, if there is one. @throws VratarError `card_label_ambiguous` */
  readonly labelled: (label: string) => Promise<string | undefined>;
}

/**
 * Works at the terminal as somebody would on the pages: the same routes, with the rights of a named account in one
 * school, in a session of its own that the log shows as opened at the terminal. There is no second set of rules, but
 * nothing proves that it is the holder: whoever can run the program with the cloud's data can name any account. That is why
 * its holder is told.
 * @throws VratarError `school_unknown`, `account_unknown`, `not_permitted` for a school where the account has no role
 */
export async function inPerson<T>(
  tools: DeskTools,
  { school: code, as: login }: InPerson,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const vault = await tools.vault();
  return tools.withDatabase(async (jobs) => {
    await vault.prepare(jobs);
    const found = await jobs.selectFrom('school').select('id').where('code', '=', code).executeTakeFirst();
    if (found === undefined) throw new VratarError('school_unknown', { code }, { field: '--school' });
    const { id: school } = found;
    const account = await accountByLogin(jobs, vault, login);
    const apiPool = connectPool((await tools.logins()).api, { name: 'vratar command', max: 4 });
    const log = pino({ level: 'silent' });
    const api = kyselyOver(apiPool);
    const parts = { api, apiPool, jobs, vault, log, now: tools.now, toGateway: () => undefined };
    const health = { database: async () => undefined, broker: () => undefined, counts: () => ({}) };
    const app = await buildApp({ parts, health, capabilities, log });
    try {
      const device = `vratar-cloud, ${hostname()}`.slice(0, MOST_OF_DEVICE);
      const { token } = await openSession(parts, { account, school, issuer: 'terminal', device });
      await tellHolder(jobs, account, school, tools.now());
      const call: Call = async <A>(method: Method, path: string, body?: object | Buffer) => {
        const url = `${API_PREFIX}${path}`;
        const file = Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {};
        const headers = { ...sessionHeaders(token), ...file };
        const answer = await app.inject({ method, url, headers, ...(body && { payload: body }) });
        if (answer.statusCode >= 400) throw refused(answer.json());
        return (answer.statusCode === 204 ? undefined : answer.json()) as A;
      };
      const person = async (number: string) => {
        const row = await jobs
          .selectFrom('person')
          .select(['id', 'kind'])
          .where('school', '=', school)
          .where('account_no', '=', number)
          .executeTakeFirst();
        if (row === undefined) throw new VratarError('person_not_here', {}, { field: number });
        return row;
      };
      const labelled = async (label: string) => {
        const cards = jobs.selectFrom('credential').select('id').where('school', '=', school);
        const [card, another] = await cards.where('label', '=', label).limit(2).execute();
        if (another !== undefined) throw new VratarError('card_label_ambiguous', { label });
        return card?.id;
      };
      return await work({ call, person, labelled }).finally(() => signOut(parts, token, { account, school }));
    } finally {
      await app.close();
      await apiPool.end();
    }
  });
}

/** What can be done at the desk. */
const capabilities = [peopleCapability, cardsCapability, importsCapability, registersCapability];

const MOST_OF_DEVICE = 80;

/** Every mistake, as the route told it. */
function refused({ code, title, detail, field, errors = [] }: Problem): VratarError {
  const place = field === undefined ? {} : { field };
  const details = errors.map(
    ({ code: one, title: text, ...where }) =>
      new VratarError('route_refused', { code: one, title: text, detail }, where),
  );
  return new VratarError('route_refused', { code, title, detail }, place, { details });
}
