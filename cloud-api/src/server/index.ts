export { buildApp } from './build-app.ts';
export { capabilities, capabilityHooks } from './capabilities.ts';
export type { Capability, CloudParts } from './capability.ts';
export { CLOUD_ROLES, CloudConfig, type CloudRole } from './config.ts';
export { describeApi } from './describe-api.ts';
export { type ConfigChoice, type LoadedConfig, loadCloudConfig } from './load-config.ts';
export { type RunningCloud, type StartOptions, startCloud } from './start-cloud.ts';
