import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from '../../../deploy/testing/free-ports.ts';
import { findProgram, until, within } from '../../../deploy/testing/index.ts';
import type { Authority } from './certificates.ts';

const SHIPPED = join(import.meta.dirname, '../../../deploy/mosquitto');

/** Debian's Mosquitto with the configuration that we ship; only ports and folders are the test's own. */
export class Mosquitto {
  readonly gatewayPort: number;
  readonly cloudPort: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, gatewayPort: number, cloudPort: number) {
    this.#child = child;
    this.gatewayPort = gatewayPort;
    this.cloudPort = cloudPort;
  }

  static async start(folder: string, gateways: Authority, cloud: Authority): Promise<Mosquitto> {
    const files = join(folder, 'broker');
    await mkdir(files);
    const broker = await gateways.issue('localhost');
    await writeFile(join(files, 'gateways-ca.pem'), await gateways.certificate());
    await writeFile(join(files, 'cloud-ca.pem'), await cloud.certificate());
    await writeFile(join(files, 'broker.pem'), broker.cert);
    await writeFile(join(files, 'broker-key.pem'), broker.key);
    for (const acl of ['gateways.acl', 'cloud.acl']) await copyFile(join(SHIPPED, acl), join(files, acl));
    const [gatewayPort = 0, cloudPort = 0] = await freePorts(2);
    const shipped = await readFile(join(SHIPPED, 'vratar.conf'), 'utf8');
    const text = shipped
      .replaceAll('/etc/vratar/broker', files)
      .replace('listener 8883', `listener ${gatewayPort} 127.0.0.1`)
      .replace('listener 8884', `listener ${cloudPort} 127.0.0.1`);
    const path = join(folder, 'mosquitto.conf');
    // As root Mosquitto would change to a user that cannot read the test's folder.
    await writeFile(path, `user root\n${text}`);
    const child = spawn(findProgram('mosquitto') ?? 'mosquitto', ['-c', path], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (output += chunk));
    // Its own word for it: somebody else may answer at a port that it could not get.
    const isOver = () => output.includes(' running') || child.exitCode !== null;
    await until('the start of mosquitto', isOver).catch((error) => {
      child.kill('SIGKILL');
      throw error;
    });
    if (child.exitCode !== null) throw new Error(`mosquitto does not start:\n${output}`);
    return new Mosquitto(child, gatewayPort, cloudPort);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await within('the end of mosquitto', ended).finally(() => this.#child.kill('SIGKILL'));
  }
}
