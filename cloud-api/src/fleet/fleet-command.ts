import { setTimeout as sleep } from 'node:timers/promises';
import { COMMANDS, type CommandArgs, type CommandName } from '@vratar/protocol/delivery';
import { Argument, Command } from 'commander';
import { connectPool } from '../db/index.ts';
import { replayQuarantine } from '../ingest/replay.ts';
import type { StoredHook } from '../ingest/stored.ts';
import type { Toolbox } from '../toolbox/index.ts';
import { issueCommand } from './commands/issue-command.ts';
import { fleetTable, quarantineTable } from './fleet-table.ts';
import { type FleetEntry, fleetView, isBehind } from './fleet-view.ts';
import { quarantine } from './views/quarantine.ts';

const VALID_MS = 30_000;
const SHOWN = 1_000;

/** `vratar-cloud fleet …` */
export function fleetCommand(
  tools: Pick<Toolbox, 'withDatabase' | 'logins' | 'now'>,
  hooks: () => readonly StoredHook[],
): Command {
  return new Command('fleet')
    .description('how the gateways are, and what an operator may ask of them')
    .addCommand(statusCommand(tools))
    .addCommand(askCommand(tools))
    .addCommand(quarantineCommand(tools))
    .addCommand(replayCommand(tools, hooks));
}

function statusCommand(tools: Pick<Toolbox, 'withDatabase' | 'now'>): Command {
  return new Command('status')
    .description('every gateway: connection, backlog, list, clock, and what needs a look')
    .option('--wrong', 'only those that need a look')
    .option('--behind', 'only those that do not have the present list and rules yet')
    .option('--json', 'print JSON lines, for programs')
    .action(async ({ wrong, behind, json }: StatusOptions) => {
      const now = tools.now().getTime();
      const all = await tools.withDatabase((db) => fleetView(db, now));
      const shown = all.filter((entry) => (!wrong || needsLook(entry)) && (!behind || isBehind(entry)));
      if (json) for (const entry of shown) process.stdout.write(`${JSON.stringify(entry)}\n`);
      else process.stdout.write(fleetTable(shown, now));
    });
}

interface StatusOptions {
  readonly wrong?: boolean;
  readonly behind?: boolean;
  readonly json?: boolean;
}

const needsLook = (entry: FleetEntry): boolean =>
  entry.state !== 'online' || entry.notes.length > 0 || isBehind(entry);

function quarantineCommand(tools: Pick<Toolbox, 'withDatabase'>): Command {
  return new Command('quarantine')
    .description('events that nobody could read, as they came; they wait for a release that can')
    .option('--gateway <id>', 'only of this one')
    .option('--json', 'print JSON lines, with their text')
    .action(async ({ gateway, json }: { gateway?: string; json?: boolean }) => {
      const events = await tools.withDatabase((db) => quarantine(db, { gateway, limit: SHOWN }));
      if (json) for (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`);
      else process.stdout.write(quarantineTable(events));
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
