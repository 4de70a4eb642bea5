import { loadConfig, loadSecrets } from '@vratar/edge-agent/src/config/load-config.ts';
import { startGate } from '@vratar/edge-agent/src/gate/start-gate.ts';
import { pino } from 'pino';

/** `vratar-edge gate`, with a store whose thread dies again and again in the middle of a commit. */
const loaded = loadConfig(process.argv.at(-1)!);
const storeWorker = new URL('./dying-store.ts', import.meta.url);
await startGate(loaded, loadSecrets(loaded), pino({ name: 'gate' }), { storeWorker });
