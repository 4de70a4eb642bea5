import type { Logger } from 'pino';
import { machineClock } from '../clock/machine-clock.ts';
import { askKernel } from '../clock/ntp-status.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { createGateCore } from '../core/index.ts';
import { Gate, type GateParts } from './gate.ts';
import { lineOpener } from './open-lines.ts';

/** The gate on the real machine: its clocks, its ports, its disk. @throws as `Gate.start` and `lineOpener` */
export async function startGate(
  loaded: LoadedConfig,
  secrets: Secrets,
  log: Logger,
  own: Pick<GateParts, 'storeWorker'> = {},
): Promise<Gate> {
  const machine = machineClock();
  const { clock } = loaded.config;
  const gate = new Gate({
    loaded,
    secrets,
    machine,
    askNtp: clock.source === 'trusted' ? async () => true : askKernel,
    createCore: createGateCore,
    linesOf: (config, keys) => lineOpener(config, keys, () => machine.mono()),
    log,
    ...own,
  });
  await gate.start();
  return gate;
}
