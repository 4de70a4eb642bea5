import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Order, Result } from '../socket/schema.ts';
import { EXIT } from './exit.ts';
import { type ConfigOption, type JsonOption, withConfig, withGate, withJson } from './options.ts';
import { print } from './print.ts';

type Options = ConfigOption & JsonOption;
type Answer = Result<'command'>;

const VALID_MS = 60_000;

const REFUSALS: Readonly<Record<string, string>> = {
  fire_input_in_alarm: 'An input of the zone is still in alarm.',
  fire_input_unreadable:
    'An input of the zone cannot be read: repair it, or name who answers for it with --override.',
  fire_zone_unknown: 'There is no such fire zone.',
  fire_not_latched: 'Nothing holds this zone.',
  fire_not_drill: 'A fire holds this zone, no drill: “vratar-edge fire reset” ends it.',
};

/** `vratar-edge fire …`: reset and drill at the gateway, where a site has no key switch. */
export function addFireCommands(program: Command): void {
  const fire = program.command('fire').description('reset a fire zone, begin or end a drill');
  const command = (name: string, what: string) =>
    withJson(withConfig(fire.command(name).argument('<zone>', 'its name in the configuration'))).description(
      what,
    );

  command('reset', 'end a fire, or a drill, when its inputs are restored; the lanes obey again')
    .option('--override <name>', 'who answers for it that an input cannot be read; it is journaled')
    .action((zone: string, options: Options & { override?: string }) => {
      const { override } = options;
      return give({ name: 'fire_reset', zone, ...(override !== undefined && { override }) }, options);
    });

  command('drill', 'free the lanes of a zone as a fire does, and say that it is a drill')
    .option('--end', 'end the drill; a fire that came meanwhile goes on')
    .action((zone: string, options: Options & { end?: boolean }) =>
      give({ name: 'fire_drill', zone, on: options.end !== true }, options),
    );
}

/** Carries the order to the gate; exits 3 when it is refused. */
async function give(order: Order, options: Options): Promise<void> {
  const answer = await withGate(options, (gate) =>
    gate.request('command', { id: randomUUID(), issuer: issuer(), expiresAt: Date.now() + VALID_MS, order }),
  );
  print(answer, answerText(answer), options);
  if (answer.outcome !== 'done') process.exitCode = EXIT.wrong;
}

function answerText({ outcome, code }: Answer): string {
  if (code === undefined) return outcome === 'done' ? 'Done.' : `It was ${outcome}.`;
  return `It was ${outcome}. ${REFUSALS[code] ?? ''} [${code}]`;
}

/** Whoever is at the keyboard, as the gate journals it. */
const issuer = (): string =>
  `tool:${(process.env.SUDO_USER ?? userInfo().username).replaceAll(/[^A-Za-z0-9._@-]/g, '-')}`;
