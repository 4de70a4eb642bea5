import type { EdgeConfig } from '../config/edge-config.ts';
import type { LinePort } from '../config/lines.ts';
import type { Secrets } from '../config/secrets.ts';
import { type Line, type OpenPort, openLine, serialPort, socketPort } from '../line/index.ts';
import { lineConfig } from './line-config.ts';
import type { OpenLine } from './line-runner.ts';

/**
 * The lines of the configuration, on their ports.
 * @param now monotonic ms of this boot
 * @throws VratarError `device_key_missing` for a device in secure channel without a key
 */
export function lineOpener(config: EdgeConfig, secrets: Secrets, now: () => number): OpenLine {
  const configs = new Map(config.lines.map(({ id }) => [id, lineConfig(id, config, secrets)]));
  const ports = new Map(config.lines.map(({ id, port }) => [id, openPort(port)]));
  return (id, { wishes, emit }) => {
    let line: Line | undefined;
    return {
      start: () => {
        line = openLine({ config: configs.get(id)!, port: ports.get(id)!, wishes, onEvent: emit, now });
      },
      touch: (address) => line?.touched(address),
      stop: async () => line?.close(),
    };
  };
}

function openPort(port: LinePort): OpenPort {
  return port.kind === 'serial' ? serialPort(port.path) : socketPort(port.path);
}
