import { Command, CommanderError } from 'commander';
import { EXIT, reportFailure } from './exit.ts';

type Group = (program: Command) => void;

/**
 * What each command needs is loaded only when it is asked for: a gateway has little memory, and runs several of these
 * processes for years.
 */
const groups: Readonly<Record<string, () => Promise<Group>>> = {
  run: async () => (await import('./run-command.ts')).addRunCommand,
  gate: async () => (await import('./gate-command.ts')).addGateCommand,
  link: async () => (await import('./link-command.ts')).addLinkCommand,
  'line-tcp': async () => (await import('./line-tcp-command.ts')).addLineTcpCommand,
  reload: async () => (await import('./change-commands.ts')).addReloadCommand,
  key: async () => (await import('./change-commands.ts')).addKeyCommand,
  baud: async () => (await import('./change-commands.ts')).addBaudCommand,
  status: async () => (await import('./status-command.ts')).addStatusCommand,
  trace: async () => (await import('./trace-command.ts')).addTraceCommand,
  why: async () => (await import('./why-command.ts')).addWhyCommand,
  lane: async () => (await import('./lane-commands.ts')).addLaneCommands,
  attest: async () => (await import('./person-commands.ts')).addAttestCommand,
  passback: async () => (await import('./person-commands.ts')).addPassbackCommands,
  lockdown: async () => (await import('./site-commands.ts')).addLockdownCommand,
  'time-zone': async () => (await import('./site-commands.ts')).addTimeZoneCommand,
  fire: async () => (await import('./fire-commands.ts')).addFireCommands,
  journal: async () => (await import('./journal-commands.ts')).addJournalCommands,
  config: async () => (await import('./config-commands.ts')).addConfigCommands,
  osdp: async () => {
    const { osdpCommand } = await import('../osdp-tools/index.ts');
    return (program) => program.addCommand(osdpCommand());
  },
};

/** Runs `vratar-edge` with the arguments of a process, and sets its exit code. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const program = newProgram();
  const wanted = argv.slice(2).find((argument) => Object.hasOwn(groups, argument));
  for (const [name, load] of Object.entries(groups))
    if (wanted === undefined || name === wanted) (await load())(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else process.exitCode = reportFailure(error, argv.includes('--json'));
  }
}

function newProgram(): Command {
  return new Command('vratar-edge')
    .description('The daemon on a school’s gateway, and the tools beside it')
    .version('0.1.0')
    .addHelpText(
      'after',
      `
The configuration is taken from --config, from VRATAR_EDGE_CONFIG, or from /etc/vratar/edge.yaml.
Exit codes: 0 done, 1 failed, or not confirmed, 2 wrong use or configuration, 3 refused, or done and something is wrong.`,
    )
    .exitOverride();
}
