/** `vratar-cloud run` without some capabilities, to see what they cost: partial-cloud.ts CONFIG NAME[,NAME…] */
import { capabilities, loadCloudConfig, startCloud } from '@vratar/cloud-api/src/server/index.ts';
import { pino } from 'pino';

const [config, without = ''] = process.argv.slice(2);
const left = capabilities.filter(({ name }) => !without.split(',').includes(name));
const loaded = loadCloudConfig({ config });
const log = pino({ level: loaded.config.log });
const cloud = await startCloud({ ...loaded, environment: process.env, capabilities: left, log });
process.once('SIGTERM', () => void cloud.stop());
