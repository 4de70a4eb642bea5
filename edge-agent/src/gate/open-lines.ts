import { type LineSettings, lineTcpSocket } from '../config/lines.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { GpioRunner } from '../gpio/gpio-runner.ts';
import { gpioget } from '../gpio/read-gpio.ts';
import { type Line, migrateBaud, type OpenPort, openLine, serialPort, socketPort } from '../line/index.ts';
import { lineConfig } from './line-config.ts';
import type { OpenLine } from './line-runner.ts';

/**
 * The lines of the configuration, on their ports.
 * @param now monotonic ms of this boot
 * @throws VratarError `device_key_missing` for a device in secure channel without a key
 */
export function lineOpener(
  { config, socketFolder }: Pick<LoadedConfig, 'config' | 'socketFolder'>,
  secrets: Secrets,
  now: () => number,
): OpenLine {
  const configs = new Map(config.lines.map(({ id }) => [id, lineConfig(id, config, secrets)]));
  const ports = new Map(config.lines.map((line) => [line.id, openPort(line, socketFolder)]));
  return (id, { wishes, emit }) => {
    if (id === 'gpio') return new GpioRunner(gpioget(config.gpio!), { emit }, now);
    let line: Line | undefined;
    let present = configs.get(id)!;
    return {
      start: () => {
        line = openLine({ config: present, port: ports.get(id)!, wishes, onEvent: emit, now });
      },
      control: {
        configure: async (wanted) => {
          present = wanted;
          await line!.configure(wanted);
        },
        migrate: async (baud) => {
          present = await migrateBaud(line!, present, baud);
        },
        commission: (address, key) => line!.commission(address, key),
        send: (address, command) => line!.send(address, command),
      },
      touch: (address) => line?.touched(address),
      status: () => line?.status(),
      stop: async () => line?.close(),
    };
  };
}

function openPort({ id, port }: LineSettings, socketFolder: string): OpenPort {
  if (port.kind === 'serial') return serialPort(port.path);
  return socketPort(port.kind === 'socket' ? port.path : lineTcpSocket(socketFolder, id));
}
