import { COMMANDS, type CommandArgs } from '@vratar/protocol/delivery';
import { Type } from 'typebox';
import { type AddSchoolRoute, exactly } from '../../api/index.ts';
import { issueCommand } from '../commands/issue-command.ts';
import { OfGateway } from './schemas.ts';

/** A person waits for the answer at the lane. */
const VALID_MS = 30_000;
const SHOWN = 50;

const NewCommand = exactly({
  /** Chosen by the caller to repeat a request safely. */
  id: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{8,64}$' })),
  name: Type.Enum([...COMMANDS]),
  args: Type.Record(Type.String(), Type.Unknown()),
});

const CommandState = Type.Object({
  id: Type.String(),
  name: Type.String(),
  issuedAt: Type.Integer(),
  expiresAt: Type.Integer(),
  result: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Type.Integer()),
});

/** Commands to a school's gateways. */
export function commandRoutes(route: AddSchoolRoute): void {
  route({
    method: 'POST',
    url: '/fleet/gateways/:gateway/commands',
    summary: 'Ask a gateway to do something now',
    description:
      'Its answer is found under the same path. A command that nobody answers in time does nothing.',
    tag: 'fleet',
    act: 'gates.command',
    params: OfGateway,
    body: NewCommand,
    answer: Type.Object({ id: Type.String() }),
    status: 202,
    handle: async ({ trx, account, now, params, body: { id, name, args } }) => {
      const request = {
        gateway: params.gateway,
        name,
        args: args as CommandArgs<typeof name>,
        issuer: `cloud:${account}`,
        validMs: VALID_MS,
        ...(id === undefined ? {} : { id }),
      };
      return { id: await issueCommand(trx, request, now) };
    },
  });

  route({
    method: 'GET',
    url: '/fleet/gateways/:gateway/commands',
    summary: 'Show the last commands to a gateway, with its answers',
    tag: 'fleet',
    act: 'gates.command',
    params: OfGateway,
    answer: Type.Object({ commands: Type.Array(CommandState) }),
    handle: async ({ trx, params }) => {
      const rows = await trx
        .selectFrom('gateway_command')
        .selectAll()
        .where('gateway', '=', params.gateway)
        .orderBy('issued_at', 'desc')
        .limit(SHOWN)
        .execute();
      const commands = rows.map((row) => ({
        id: row.id,
        name: row.name,
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        ...(row.result === null ? {} : { result: row.result }),
        ...(row.code === null ? {} : { code: row.code }),
        ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
      }));
      return { commands };
    },
  });
}
