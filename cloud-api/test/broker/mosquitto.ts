import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../../deploy/testing/free-ports.ts';
import { findProgram } from '../../../deploy/testing/index.ts';
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
    for (let tries = 0; !(await listens(cloudPort)); tries++) {
      if (child.exitCode !== null || tries > 300) throw new Error(`mosquitto does not start:\n${output}`);
      await sleep(50);
    }
    return new Mosquitto(child, gatewayPort, cloudPort);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
