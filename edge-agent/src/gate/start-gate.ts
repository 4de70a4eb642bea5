import type { Logger } from 'pino';
import { machineClock } from '../clock/machine-clock.ts';
import { askKernel } from '../clock/ntp-status.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { createGateCore } from '../core/index.ts';
import { Gate } from './gate.ts';
import { lineOpener } from './open-lines.ts';

/** The gate on the real machine: its clocks, its ports, its disk. @throws as `Gate.start` and `lineOpener` */
export async function startGate(loaded: LoadedConfig, secrets: Secrets, log: Logger): Promise<Gate> {
  const machine = machineClock();
  const { clock } = loaded.config;
  const gate = new Gate({
    loaded,
    secrets,
    machine,
    askNtp: clock.source === 'trusted' ? async () => true : askKernel,
    createCore: createGateCore,
    openLine: lineOpener(loaded, secrets, () => machine.mono()),
    log,
  });
  await gate.start();
  return gate;
}
