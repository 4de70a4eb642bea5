import { randomBytes } from 'node:crypto';
import { VratarError } from '@vratar/protocol/errors';
import { BAUD_RATES } from '@vratar/protocol/osdp';
import { type Command, InvalidArgumentError } from 'commander';
import { editYaml, hasInYaml } from '../config/edit-yaml.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { GateClient } from '../socket/gate-client.ts';
import type { Result } from '../socket/schema.ts';
import { confirm, withYes, type YesOption } from './confirm.ts';
import { type ConfigOption, type JsonOption, load, withConfig, withGate, withJson } from './options.ts';
import { print } from './print.ts';

/** Nothing of these is done before the gate answers; a whole line that changes its speed takes its time. */
const PATIENCE_MS = 90_000;

/** `vratar-edge reload`: the running gate takes over what the configuration says now. */
export function addReloadCommand(program: Command): void {
  const command = program
    .command('reload')
    .description(
      'have the running gate take over the configuration: lines, devices, keys, lanes, fire inputs',
    )
    .addHelpText(
      'after',
      '\nLanes that stay the same go on. A wrong configuration changes nothing. SIGHUP does the same.',
    );
  withJson(withConfig(command)).action(async (options: ConfigOption & JsonOption) => {
    const change = await withGate(options, (gate) => gate.request('reload', {}, PATIENCE_MS));
    print(change, changeText(change), options);
  });
}

function changeText(change: Result<'reload'>): string {
  const rows = Object.entries(change).flatMap(([what, names]) =>
    Object.entries(names).flatMap(([how, ids]) =>
      ids.length === 0 ? [] : [`${what} ${how}: ${ids.join(', ')}`],
    ),
  );
  return rows.length === 0 ? 'Nothing differs.' : rows.join('\n');
}

/** `vratar-edge key`: one device of the running gate gets a key; the only way in which a gate ever sets one (I10). */
export function addKeyCommand(program: Command): void {
  const command = program
    .command('key')
    .argument('<device>', 'its name in the configuration')
    .description('give one device its key from the file of keys, while the gate runs')
    .option('--generate', 'write a fresh key into the file of keys first')
    .option('--write-only', 'write a fresh key into the file of keys, and leave gate and device alone')
    .option('--change', 'it has a key already, and is to get another one')
    .addHelpText(
      'after',
      `
Without --change the gate takes over its configuration first, so that the device may be new in it, and the device must
be on the default key (install mode); every other device on it stays an alarm.
A file of keys that was changed for a device that then refuses is put back as it was.`,
    );
  withYes(withJson(withConfig(command))).action(
    async (device: string, options: KeyOptions, self: Command) => {
      const loaded = await load(options);
      const place = ['devices', device];
      const write = () => editYaml(loaded.secretsFile, place, randomBytes(16).toString('hex'));
      const mayWrite = async () =>
        !hasInYaml(loaded.secretsFile, place) || (await confirm(lossOf(device, loaded), options, self));
      if (options.writeOnly) {
        const known = loaded.config.site.devices.some(({ id }) => id === device);
        if (!known) throw new VratarError('config_device_unknown', { device }, { file: loaded.file });
        if (!(await mayWrite())) return;
        write();
        print({ device }, `${loaded.secretsFile} has a fresh key for ${device}.`, options);
        return;
      }
      // With --change the reader itself is told the other key before it loses its own.
      if (options.generate && !options.change && !(await mayWrite())) return;
      await withGate(options, async (gate) => {
        if (!options.change) await assertUnkeyed(gate, loaded, device);
        await setKey(gate, device, options.change === true, options.generate ? write() : undefined);
      });
      print({ device }, `Device ${device} speaks under its key.`, options);
    },
  );
}

/** A reader on the key that is lost answers to nobody until somebody resets it by hand. */
const lossOf = (device: string, { secretsFile }: LoadedConfig): string =>
  `The key that ${secretsFile} has for ${device} will be lost. A reader that has taken it must be reset by hand.`;

/** A reader that serves its lane under its key is left alone, before any file is written. */
async function assertUnkeyed(gate: GateClient, { config }: LoadedConfig, id: string): Promise<void> {
  const device = config.site.devices.find((one) => one.id === id);
  const { devices } = await gate.request('status', {});
  const now = devices.find(({ line, address }) => line === device?.line && address === device.address);
  if (now?.online && now.secure) throw new VratarError('device_not_default', { address: now.address });
}

/** What was written for a device that then refuses is taken back, also from the gate. */
async function setKey(
  gate: GateClient,
  device: string,
  change: boolean,
  putBack?: () => void,
): Promise<void> {
  try {
    if (!change) await gate.request('reload', {}, PATIENCE_MS);
    await gate.request('deviceKey', { device, ...(change && { change }) }, PATIENCE_MS);
  } catch (error) {
    putBack?.();
    if (putBack !== undefined && !change)
      await gate.request('reload', {}, PATIENCE_MS).catch(() => undefined);
    throw error;
  }
}

interface KeyOptions extends ConfigOption, JsonOption, YesOption {
  readonly generate?: boolean;
  readonly writeOnly?: boolean;
  readonly change?: boolean;
}

/** `vratar-edge baud`: a whole line of the running gate goes to another speed. */
export function addBaudCommand(program: Command): void {
  const command = program
    .command('baud')
    .argument('<line>', 'its name in the configuration')
    .argument('<rate>', `bits per second: ${BAUD_RATES.join(', ')}`, rate)
    .description('take all devices of a line to another speed (COMSET), while the gate runs')
    .addHelpText(
      'after',
      '\nWhen one device cannot follow, all are fetched back. Afterwards the configuration is changed to match.',
    );
  withJson(withConfig(command)).action(
    async (line: string, baud: Baud, options: ConfigOption & JsonOption) => {
      const { file, config } = await load(options);
      await withGate(options, (gate) => gate.request('lineBaud', { line, baud }, PATIENCE_MS));
      const index = config.lines.findIndex(({ id }) => id === line);
      editYaml(file, ['lines', index, 'baud'], baud);
      print({ line, baud }, `Line ${line} is at ${baud} baud, and ${file} says so.`, options);
    },
  );
}

type Baud = (typeof BAUD_RATES)[number];

function rate(text: string): Baud {
  const found = BAUD_RATES.find((known) => String(known) === text);
  if (found === undefined) throw new InvalidArgumentError(`Expected one of ${BAUD_RATES.join(', ')}.`);
  return found;
}
