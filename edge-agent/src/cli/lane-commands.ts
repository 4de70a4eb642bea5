import { type Command, Option } from 'commander';
import type { Order } from '../socket/schema.ts';
import { type ConfigOption, type JsonOption, withConfig, withGate, withJson } from './options.ts';
import { giveOrder, type OrderOptions, type Outcome } from './orders/give-order.ts';
import { laneListText, orderedText, serviceText } from './orders/lane-list-text.ts';
import { laneNow } from './orders/lane-now.ts';
import { directionOption, duration, named, withOrder } from './orders/order-options.ts';
import { releaseNumber } from './orders/release-number.ts';
import { print } from './print.ts';

type OrderOf<N extends Order['name']> = Extract<Order, { name: N }>;
type Direction = 'in' | 'out';

/** `vratar-edge lane …`: what a guard does at a lane, for when there is a terminal and no network. */
export function addLaneCommands(program: Command): void {
  const lane = program.command('lane').description('lanes: list, release, mode, service');
  addList(lane);
  addRelease(lane);
  addMode(lane);
  addService(lane);
}

const laneArgument = ['<lane>', 'its name in the configuration', named] as const;

function addList(lane: Command): void {
  const command = lane
    .command('list')
    .description('every lane: what it does, the mode of each direction, faults, last tap')
    .addHelpText('after', '\nExamples:\n  vratar-edge lane list\n  vratar-edge lane list --json');
  withJson(withConfig(command)).action(async (options: ConfigOption & JsonOption) => {
    const status = await withGate(options, (gate) => gate.request('status', {}));
    const { at, lockdown, zones, list, lanes } = status;
    print({ at, lockdown, zones, list, lanes }, laneListText(status), options);
  });
}

function addRelease(lane: Command): void {
  const reason = new Option('-r, --reason <reason>', 'who passes').choices([
    'pupil',
    'visitor',
    'staff',
    'other',
  ]);
  const command = lane
    .command('release')
    .description('let one person through without a name, also where the direction is blocked')
    .argument(...laneArgument)
    .addOption(directionOption())
    .addOption(reason.makeOptionMandatory())
    .addHelpText(
      'after',
      `
Examples:
  vratar-edge lane release hall --direction in --reason visitor
  vratar-edge lane release hall -d out -r other

The number of the release is printed: “vratar-edge attest CARD --release NUMBER” says afterwards who it was. Until then a
pupil who was let in so leaves a doubt about every pupil who is outside.`,
    );
  withOrder(command).action(
    (name: string, options: OrderOptions & Omit<OrderOf<'release'>, 'name' | 'lane'>) => {
      const { direction, reason } = options;
      return giveOrder({ name: 'release', lane: name, direction, reason }, options, ({ id }) =>
        released(options, id),
      );
    },
  );
}

/** The release is done; what cannot be read of it now is only its number. */
async function released(options: OrderOptions, id: string): Promise<Outcome> {
  const release = await withGate(options, (gate) => releaseNumber(gate, id)).catch(() => undefined);
  return release === undefined
    ? { text: 'Done: one person may pass.' }
    : { text: `Done: one person may pass. It is release ${release}.`, more: { release } };
}

interface ModeOptions extends OrderOptions {
  readonly direction: Direction;
  readonly mode: OrderOf<'mode'>['mode'];
  readonly for?: number;
}

function addMode(lane: Command): void {
  const mode = new Option('-m, --mode <mode>', 'schedule: as calendar and configuration say').choices([
    'controlled',
    'free',
    'blocked',
    'schedule',
  ]);
  const command = lane
    .command('mode')
    .description('set one direction of a lane: by card, free, blocked, or back to the calendar')
    .argument(...laneArgument)
    .addOption(directionOption())
    .addOption(mode.makeOptionMandatory())
    .option('--for <time>', 'how long (90s, 10m, 2h, 1d); without it until the next order', duration)
    .addHelpText(
      'after',
      `
Examples:
  vratar-edge lane mode hall --direction out --mode free --for 10m
  vratar-edge lane mode hall --direction in --mode blocked
  vratar-edge lane mode hall --direction in --mode schedule

Free lets everybody pass and knows nobody: who passed it is in doubt until they tap again. An order stands over a restart.`,
    );
  withOrder(command).action((name: string, options: ModeOptions, self: Command) => {
    const { direction, mode, for: forMs } = options;
    if (mode === 'schedule' && forMs !== undefined)
      self.error('error: --for goes with controlled, free and blocked; the calendar ends by itself.');
    const until = forMs === undefined ? {} : { until: Date.now() + forMs };
    return giveOrder({ name: 'mode', lane: name, direction, mode, ...until }, options, () =>
      modeNow(options, name),
    );
  });
}

/** What is in force may be another thing than what was ordered: a lockdown goes before it, and a fire before both. */
async function modeNow(options: ModeOptions, name: string): Promise<Outcome> {
  const now = await laneNow(options, name);
  if (now === undefined) return { text: 'Done.' };
  const { direction } = options;
  return { text: `Done: ${name} ${direction} is ${orderedText(now, direction)}.`, more: { ...now } };
}

function addService(lane: Command): void {
  const command = lane
    .command('service')
    .description('take a lane out of service, or back into it; a fire frees it all the same')
    .argument(...laneArgument)
    .addArgument(
      lane.createArgument('<on|off>', 'on: it serves; off: it opens for a fire only').choices(['on', 'off']),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  vratar-edge lane service hall off\n  vratar-edge lane service hall on',
    );
  withOrder(command).action((name: string, wanted: 'on' | 'off', options: OrderOptions) =>
    giveOrder({ name: 'lane_service', lane: name, inService: wanted === 'on' }, options, () =>
      serviceNow(options, name, wanted === 'on'),
    ),
  );
}

async function serviceNow(options: OrderOptions, name: string, inService: boolean): Promise<Outcome> {
  const now = await laneNow(options, name);
  if (now === undefined) return { text: 'Done.' };
  return { text: `Done: ${name} is ${serviceText(now, inService)}.`, more: { ...now } };
}
