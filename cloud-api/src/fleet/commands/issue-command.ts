import { randomUUID } from 'node:crypto';
import { COMMAND_ARGS, type CommandArgs, type CommandName } from '@vratar/protocol/delivery';
import { VratarError } from '@vratar/protocol/errors';
import type { Kysely } from 'kysely';
import { Value } from 'typebox/value';
import type { Database } from '../../db/index.ts';

export interface CommandRequest<N extends CommandName = CommandName> {
  readonly gateway: string;
  readonly name: N;
  readonly args: CommandArgs<N>;
  /** Who answers for it, `cloud:<account>` or `job:<name>`; journaled at the gateway. Never a name. */
  readonly issuer: string;
  /** After this time it does nothing. A person waits at the lane: seconds, not hours. */
  readonly validMs: number;
  /** The same id is issued and carried out once; a new one unless given. */
  readonly id?: string;
}

/**
 * Asks something of a gateway, in the transaction of `db`; it is on its way when that has committed.
 * @returns its id, under which `gateway_command` keeps the answer
 * @throws VratarError `command_args`, `gateway_unknown`, `gateway_retired`
 */
export async function issueCommand<N extends CommandName>(
  db: Kysely<Database>,
  request: CommandRequest<N>,
  now: Date,
): Promise<string> {
  const { gateway, name, args, issuer, validMs, id = randomUUID() } = request;
  const problem = Value.Errors(COMMAND_ARGS[name], args)[0];
  if (problem !== undefined) {
    const where = { field: problem.instancePath };
    throw new VratarError('command_args', { name, why: problem.message }, where);
  }
  const found = await db
    .selectFrom('gateway')
    .select(['school', 'state'])
    .where('id', '=', gateway)
    .executeTakeFirst();
  if (found === undefined) throw new VratarError('gateway_unknown', { gateway });
  if (found.state === 'retired') throw new VratarError('gateway_retired', { gateway });
  const issuedAt = now.getTime();
  await db
    .insertInto('gateway_command')
    .values({
      id,
      gateway,
      school: found.school,
      name,
      args: JSON.stringify(args),
      issuer,
      issued_at: issuedAt,
      expires_at: issuedAt + validMs,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return id;
}
