import type { Answer, Command } from '@vratar/protocol/delivery';
import type { Pool } from 'pg';

export interface WaitingCommand {
  readonly gateway: string;
  readonly command: Command;
}

interface Row {
  readonly id: string;
  readonly gateway: string;
  readonly name: Command['name'];
  readonly args: Command['args'];
  readonly issuer: string;
  readonly issued_at: number;
  readonly expires_at: number;
}

/**
 * Takes on the commands that are unanswered and were not sent since `before`: of several workers one gets each. Only
 * those for gateways that are connected.
 * @param gateway only for this one; undefined: for all
 */
export async function claimCommands(
  pool: Pool,
  gateway: string | undefined,
  now: number,
  before: number,
): Promise<readonly WaitingCommand[]> {
  const { rows } = await pool.query<Row>({
    name: 'claim_commands',
    text: `update gateway_command c set sent_at = $2
           from gateway_status s join gateway g on g.id = s.gateway
           where s.gateway = c.gateway and s.online and g.state <> 'retired' and c.result is null and c.expires_at > $2
             and (c.sent_at is null or c.sent_at < $3) and ($1::text is null or c.gateway = $1)
           returning c.id, c.gateway, c.name, c.args, c.issuer, c.issued_at, c.expires_at`,
    values: [gateway ?? null, now, before],
  });
  return rows
    .sort((a, b) => a.issued_at - b.issued_at)
    .map(({ gateway: of, issued_at: issuedAt, expires_at: expiresAt, ...rest }) => ({
      gateway: of,
      command: { v: 1, ...rest, issuedAt, expiresAt },
    }));
}

/** Keeps the first answer; a repeated one only where there was none. A gateway answers for its own commands alone. */
export async function saveAnswer(pool: Pool, gateway: string, answer: Answer, now: number): Promise<void> {
  await pool.query({
    name: 'save_answer',
    text: `update gateway_command set result = $3, code = $4, answered_at = $5
           where id = $1 and gateway = $2 and result is null`,
    values: [answer.id, gateway, answer.result, answer.code ?? null, now],
  });
}

/** Closes what nobody answered in time: whether it was done, the journal will tell. */
export async function closeUnanswered(pool: Pool, before: number): Promise<void> {
  await pool.query({
    name: 'close_unanswered',
    text: `update gateway_command set result = 'unanswered' where result is null and expires_at < $1`,
    values: [before],
  });
}
