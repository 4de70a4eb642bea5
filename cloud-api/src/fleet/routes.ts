import { COMMANDS, type CommandArgs, type CommandName } from '@vratar/protocol/delivery';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Callers, mayAny, requireAct, schoolOf } from '../accounts/index.ts';
import { actInSchool } from '../accounts/routes/act-in-school.ts';
import { inSchool } from '../db/index.ts';
import type { CloudParts } from '../server/capability.ts';
import { issueCommand } from './commands/issue-command.ts';
import { FleetEntry, fleetView } from './fleet-view.ts';

/** A person waits for the answer at the lane. */
const VALID_MS = 30_000;

const Id = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });

const NewCommand = Type.Object(
  {
    /** Chosen by the caller to repeat a request safely. */
    id: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{8,64}$' })),
    name: Type.Enum([...COMMANDS]),
    args: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

const CommandState = Type.Object({
  id: Type.String(),
  name: Type.String(),
  issuedAt: Type.Integer(),
  expiresAt: Type.Integer(),
  result: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Type.Integer()),
});

/** `/gateways`: how they are, and commands to them. An operator sees all, a school its own. */
export function fleetRoutes(app: FastifyInstance, parts: CloudParts): void {
  const callers = new Callers(parts);

  app.get(
    '/gateways',
    { schema: { response: { 200: Type.Object({ gateways: Type.Array(FleetEntry) }) } } },
    async (request) => {
      const caller = await callers.require(request);
      const now = parts.now().getTime();
      if (mayAny(caller.grants, 'fleet.operate', {})) return { gateways: await fleetView(parts.jobs, now) };
      const school = schoolOf(caller, 'gates.command');
      requireAct(caller, 'gates.command', { school });
      const view = inSchool(parts.api, { school, account: caller.id }, (trx) =>
        fleetView(trx, now, { school }),
      );
      return { gateways: await view };
    },
  );

  app.post<{ Params: { gateway: string }; Body: { id?: string; name: CommandName; args: object } }>(
    '/gateways/:gateway/commands',
    {
      schema: {
        params: Type.Object({ gateway: Id }),
        body: NewCommand,
        response: { 202: Type.Object({ id: Type.String() }) },
      },
    },
    async (request, reply) => {
      const caller = await callers.requirePerson(request);
      const { id, name, args } = request.body;
      const issued = await actInSchool(parts, caller, 'gates.command', {}, ({ trx, account, now }) =>
        issueCommand(
          trx,
          {
            gateway: request.params.gateway,
            name,
            args: args as CommandArgs<CommandName>,
            issuer: `cloud:${account}`,
            validMs: VALID_MS,
            ...(id === undefined ? {} : { id }),
          },
          now,
        ),
      );
      return reply.code(202).send({ id: issued });
    },
  );

  app.get<{ Params: { gateway: string } }>(
    '/gateways/:gateway/commands',
    {
      schema: {
        params: Type.Object({ gateway: Id }),
        response: { 200: Type.Object({ commands: Type.Array(CommandState) }) },
      },
    },
    async (request) => {
      const caller = await callers.require(request);
      const school = schoolOf(caller, 'gates.command');
      requireAct(caller, 'gates.command', { school });
      const rows = await inSchool(parts.api, { school, account: caller.id }, (trx) =>
        trx
          .selectFrom('gateway_command')
          .selectAll()
          .where('gateway', '=', request.params.gateway)
          .orderBy('issued_at', 'desc')
          .limit(50)
          .execute(),
      );
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
  );
}
