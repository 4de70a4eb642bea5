import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { edgeConfig } from './edge-config.ts';
import { LANES } from './lanes.ts';
import { BUILDING, type DemoLayout, GATEWAY, paths } from './layout.ts';
import { simConfig } from './sim-config.ts';

/** Writes the cloud's configuration; ports follow the command line at every start. */
export function writeCloudConfig({ folder, ports }: DemoLayout): void {
  const config = { data: 'cloud', http: { port: ports.cloud }, broker: { port: ports.mqtt } };
  writeFileSync(paths(folder).cloudConfig, stringify(config));
}

/** Writes what the gateway and the simulator need; keys once made stay. */
export function writeSiteConfigs(
  { folder, ports, speed, wire }: DemoLayout,
  listKeys: readonly string[],
): void {
  const at = paths(folder);
  const keys = deviceKeys(at.edgeSecrets);
  const siteKey = Buffer.from(readFileSync(at.siteKey, 'utf8').trim(), 'base64url').toString('hex');
  writeFileSync(at.edgeSecrets, stringify({ siteKey, devices: keys }), { mode: 0o600 });
  const link = { broker: { url: `mqtt://127.0.0.1:${ports.mqtt}` }, heartbeatSeconds: 10 };
  writeFileSync(at.edgeConfig, edgeConfig({ gateway: GATEWAY, building: BUILDING, listKeys, link, wire }));
  const crowd = { autostart: speed !== undefined, speed: speed ?? 1 };
  const sim = { keys, wire, peopleFile: at.people, board: { port: ports.board }, data: 'sim', crowd };
  writeFileSync(at.simConfig, simConfig(sim), { mode: 0o600 });
}

function deviceKeys(secretsFile: string): Record<string, string> {
  if (existsSync(secretsFile)) {
    return (parse(readFileSync(secretsFile, 'utf8')) as { devices: Record<string, string> }).devices;
  }
  const devices = LANES.flatMap(({ inDevice, outDevice }) => [inDevice.id, outDevice.id]);
  return Object.fromEntries(devices.map((id) => [id, randomBytes(16).toString('hex')]));
}
