import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { issueCommand } from '../commands/issue-command.ts';

/** A gateway that is away gets it when it is back within this time, and otherwise another one. */
const VALID_MS = 600_000;
/** What a gateway has just answered it hears no sooner again: its disk may be full, and each try is an event there. */
const AGAIN_MS = 600_000;

/**
 * Sends a key document as a command, unless one of that kind is on its way or was answered just now.
 * @param what kind and id of the key, the end of its issuer's name
 * @returns how many were sent
 */
export async function sendKey(
  db: Kysely<Database>,
  gateway: string,
  what: string,
  document: string,
  now: Date,
): Promise<0 | 1> {
  const issuer = `job:${what.replace(':', '.')}`;
  const earlier = await db
    .selectFrom('gateway_command')
    .select('id')
    .where('gateway', '=', gateway)
    .where('issuer', '=', issuer)
    .where((eb) =>
      eb.or([
        eb.and([eb('result', 'is', null), eb('expires_at', '>', now.getTime())]),
        eb('answered_at', '>', now.getTime() - AGAIN_MS),
      ]),
    )
    .executeTakeFirst();
  if (earlier !== undefined) return 0;
  await issueCommand(db, { gateway, name: 'rotate_key', args: { document }, issuer, validMs: VALID_MS }, now);
  return 1;
}
