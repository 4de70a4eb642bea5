import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { confirm, withYes, type YesOption } from './confirm.ts';
import { EXIT } from './exit.ts';
import { type ConfigOption, wholeNumber, withGate } from './options.ts';
import { giveOrder, type OrderOptions } from './orders/give-order.ts';
import { laneNow } from './orders/lane-now.ts';
import { named, withOrder } from './orders/order-options.ts';
import { releaseAt } from './orders/release-number.ts';
import { print } from './print.ts';

type Direction = 'in' | 'out';

interface AttestOptions extends OrderOptions {
  readonly lane?: string;
  readonly direction?: Direction;
  readonly passed?: boolean;
  readonly release?: number;
}

const personArgument = ['card or token: the number as printed on the card, or the credential token'] as const;

/** `vratar-edge attest`: a guard answers for who it is that passes, or has passed. */
export function addAttestCommand(program: Command): void {
  const command = program
    .command('attest')
    .description('let somebody through by name, or say who has passed already')
    .argument('<card>', ...personArgument)
    .addOption(new Option('-l, --lane <lane>', 'its name in the configuration').argParser(named))
    .addOption(new Option('-d, --direction <direction>', 'which way').choices(['in', 'out']))
    .option(
      '--passed',
      'just passed: opens nothing and dates it now; one of long ago is for the teacher to decide',
    )
    .addOption(
      new Option('--release <number>', 'they have passed by that release; lane and direction are its own')
        .argParser(wholeNumber(1, Number.MAX_SAFE_INTEGER))
        .conflicts(['lane', 'direction', 'passed']),
    )
    .addHelpText(
      'after',
      `
Examples:
  vratar-edge attest 123,45678 --lane hall --direction in            opens; the passage will be theirs
  vratar-edge attest 123,45678 --lane hall --direction out --passed  went out already
  vratar-edge attest 123,45678 --release 4711                        was let in by release 4711`,
    );
  withOrder(command).action(async (card: string, options: AttestOptions, self: Command) => {
    const place = await placeOf(options, self);
    const { token } = await identify(card, options);
    const passed = options.passed === true || options.release !== undefined;
    const how = { ...(passed && { passed }), ...(options.release && { attributes: options.release }) };
    await giveOrder({ name: 'attest', ...place, token, ...how }, options, async () => ({
      text: passed ? PASSED : await openedText(options, place.lane),
    }));
  });
}

const PASSED = 'Done: they are taken to have passed.';

/** Where a fire keeps the lane free nobody waits for it to open: the gate takes whoever is attested to have passed. */
async function openedText(options: AttestOptions, name: string): Promise<string> {
  const now = await laneNow(options, name);
  return now?.lane.state === 'evacuation'
    ? `${PASSED} A fire or drill keeps the lane free.`
    : 'Done: they may pass.';
}

async function placeOf(
  options: AttestOptions,
  self: Command,
): Promise<{ lane: string; direction: Direction }> {
  const { lane, direction, release } = options;
  if (release !== undefined) return withGate(options, (gate) => releaseAt(gate, release, options.id));
  if (lane === undefined || direction === undefined)
    self.error('error: --lane and --direction say where, or --release which release it was.');
  return { lane, direction };
}

/** The gate computes tokens itself: its keys change. @throws VratarError `why_card` */
const identify = (subject: string, options: ConfigOption) =>
  withGate(options, (gate) => gate.request('card', { subject }));

/** `vratar-edge passback reset`: forgets where somebody is. */
export function addPassbackCommands(program: Command): void {
  const passback = program.command('passback').description('anti-passback: forget where people are');
  const command = passback
    .command('reset')
    .description('forget where one person is, or everybody')
    .argument('[card]', ...personArgument)
    .option('--all', 'everybody, with the count of who is inside')
    .addHelpText(
      'after',
      '\nExamples:\n  vratar-edge passback reset 123,45678\n  vratar-edge passback reset --all --yes',
    );
  withYes(withOrder(command)).action(
    async (card: string | undefined, options: ResetOptions, self: Command) => {
      if ((card === undefined) === (options.all !== true)) self.error('error: Name one card, or say --all.');
      if (card === undefined) return forgetAll(options, self);
      const { token, known } = await identify(card, options);
      if (known) return giveOrder({ name: 'passback_reset', token }, options);
      // The gate would find nothing to forget, and call it done: whoever mistyped a number would believe it.
      const code = 'card_unknown';
      const answer = { id: options.id ?? randomUUID(), outcome: 'refused', code };
      print(answer, `Nothing was forgotten: the list in force has no such card. [${code}]`, options);
      process.exitCode = EXIT.wrong;
    },
  );
}

type ResetOptions = OrderOptions & YesOption & { readonly all?: boolean };

async function forgetAll(options: ResetOptions, self: Command): Promise<void> {
  const question = 'The gate will forget where everybody is, and that anybody is inside.';
  if (await confirm(question, options, self)) await giveOrder({ name: 'passback_reset' }, options);
}
