import { loadConfig, loadSecrets } from '@vratar/edge-agent/src/config/load-config.ts';
import { startGate } from '@vratar/edge-agent/src/gate/start-gate.ts';
import { pino } from 'pino';

/** `vratar-edge gate`, on a disk that stalls. Arguments as there: `gate --config FILE`. */
const loaded = loadConfig(process.argv.at(-1)!);
const storeWorker = new URL('./stalling-store.ts', import.meta.url);
await startGate(loaded, loadSecrets(loaded), pino({ name: 'gate' }), { storeWorker });
