import { setTimeout as sleep } from 'node:timers/promises';
import { COMMANDS, type CommandArgs, type CommandName } from '@vratar/protocol/delivery';
import { Argument, Command } from 'commander';
import { connectPool } from '../db/index.ts';
import { replayQuarantine } from '../ingest/replay.ts';
import type { StoredHook } from '../ingest/stored.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { issueCommand } from './commands/issue-command.ts';
import { fleetTable } from './fleet-table.ts';
import { fleetView } from './fleet-view.ts';

const VALID_MS = 30_000;

/** `vratar-cloud fleet …` */
export function fleetCommand(
  tools: Pick<Toolbox, 'withDatabase' | 'logins' | 'now'>,
  hooks: () => readonly StoredHook[],
): Command {
  return new Command('fleet')
    .description('how the gateways are, and what an operator may ask of them')
    .addCommand(statusCommand(tools))
    .addCommand(askCommand(tools))
    .addCommand(replayCommand(tools, hooks));
}

function statusCommand(tools: Pick<Toolbox, 'withDatabase' | 'now'>): Command {
  return new Command('status')
    .description('every gateway: connection, backlog, list, clock, and what needs a look')
    .option('--wrong', 'only those that need a look')
    .option('--json', 'print JSON lines, for programs')
    .action(async ({ wrong, json }: { wrong?: boolean; json?: boolean }) => {
      const now = tools.now().getTime();
      const all = await tools.withDatabase((db) => fleetView(db, now));
      const shown = wrong
        ? all.filter(
            ({ state, notes, list }) => state !== 'online' || notes.length > 0 || list.version < list.current,
          )
        : all;
      if (json) for (const entry of shown) process.stdout.write(`${JSON.stringify(entry)}\n`);
      else process.stdout.write(fleetTable(shown, now));
    });
}

function askCommand(tools: Pick<Toolbox, 'withDatabase' | 'now'>): Command {
  return new Command('ask')
    .description('send a command to a gateway and wait for its answer')
    .argument('<gateway>')
    .addArgument(new Argument('<command>').choices([...COMMANDS]))
    .option('--args <json>', 'its parameters, as JSON', '{}')
    .action(async (gateway: string, name: CommandName, { args }: { args: string }) => {
      const request = {
        gateway,
        name,
        args: JSON.parse(args) as CommandArgs<CommandName>,
        issuer: `tool:${process.env.USER ?? 'operator'}`,
        validMs: VALID_MS,
      };
      await tools.withDatabase(async (db) => {
        const id = await issueCommand(db, request, tools.now());
        for (const end = Date.now() + VALID_MS; Date.now() < end; await sleep(200)) {
          const row = await db
            .selectFrom('gateway_command')
            .select(['result', 'code'])
            .where('id', '=', id)
            .executeTakeFirstOrThrow();
          if (row.result === null) continue;
          process.stdout.write(`${row.result}${row.code === null ? '' : ` (${row.code})`}\n`);
          if (row.result !== 'done') process.exitCode = 3;
          return;
        }
        process.stdout.write('no answer\n');
        process.exitCode = 3;
      });
    });
}

function replayCommand(tools: Pick<Toolbox, 'logins' | 'now'>, hooks: () => readonly StoredHook[]): Command {
  return new Command('replay')
    .description('try the events in quarantine again with this release; safe to repeat')
    .option('--gateway <id>', 'only of this one')
    .action(async ({ gateway }: { gateway?: string }) => {
      const pool = connectPool((await tools.logins()).ingest, { max: 1 });
      try {
        const { stored, left } = await replayQuarantine(pool, hooks(), () => tools.now().getTime(), gateway);
        process.stdout.write(`${stored} stored, ${left} stay in quarantine\n`);
      } finally {
        await pool.end();
      }
    });
}
