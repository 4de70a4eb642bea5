import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { findProgram } from '../peers.ts';
import { until } from '../until.ts';
import { Supervised } from './service.ts';

/** Mosquitto without TLS, for two sides that reach it through proxies; its rules are tested with the broker itself. */
export class BrokerRig {
  readonly port: number;
  readonly #process: Supervised;

  private constructor(port: number, process: Supervised) {
    this.port = port;
    this.#process = process;
  }

  /** @returns undefined where Mosquitto is not installed; in CI that is an error */
  static async start(folder: string, port: number): Promise<BrokerRig | undefined> {
    const program = findProgram('mosquitto');
    if (program === undefined && process.env.CI === 'true') throw new Error('mosquitto is not installed');
    if (program === undefined) return undefined;
    const config = `${folder}/mosquitto.conf`;
    writeFileSync(config, `user root\nlistener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
    const broker = Supervised.program(program, ['-c', config], `${folder}/mosquitto.log`, 300);
    broker.start();
    try {
      await until('mosquitto comes up', () => listens(port));
    } catch (error) {
      await broker.stop();
      throw error;
    }
    return new BrokerRig(port, broker);
  }

  kill(): void {
    this.#process.kill();
  }

  stop(): Promise<void> {
    return this.#process.stop();
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
