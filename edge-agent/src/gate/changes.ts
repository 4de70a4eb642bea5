import { VratarError } from '@vratar/protocol/errors';
import type { Logger } from 'pino';
import { hasBaud } from '../config/lines.ts';
import { type LoadedConfig, loadConfig, loadSecrets } from '../config/load-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { sameConfig } from '../core/config/same-config.ts';
import { backOnline, isOnline } from '../line/index.ts';
import { InTurn } from '../threads/in-turn.ts';
import { type ConfigChange, configChange, rekeyed } from './config-change.ts';
import { lineConfig } from './line-config.ts';
import type { LineControl, LineRunner } from './line-runner.ts';
import type { LiveConfig } from './live-config.ts';
import type { Runtime } from './runtime.ts';
import { warnOfSlowLines } from './warn-of-slow-lines.ts';

export interface ChangesParts {
  readonly live: LiveConfig;
  readonly runtime: Runtime;
  /** The lines that run; this alone adds and removes any. */
  readonly lines: Map<string, LineRunner>;
  /** Fire zones that are latched now. */
  readonly latched: () => readonly string[];
  /** @throws VratarError `device_key_missing` */
  readonly open: (loaded: LoadedConfig, secrets: Secrets) => (line: string) => LineRunner;
  readonly log: Logger;
}

/** How long a device may take to come back under its new key. */
const BACK_WITHIN_MS = 10_000;

/** What an installer changes about a running gate, one thing after the other; lanes that are not meant go on. */
export class Changes {
  readonly #parts: ChangesParts;
  readonly #turns = new InTurn();

  constructor(parts: ChangesParts) {
    this.#parts = parts;
  }

  /**
   * Takes over what the files say now.
   * @throws VratarError `change_under_fire` for a line or device that is there and would not be meanwhile, and those of `loadConfig`,
   * `loadSecrets`, `configChange` and `GateCore.rewire`: nothing was changed
   */
  reload(): Promise<ConfigChange> {
    return this.#turns.run(async () => {
      const { live, runtime, open, log } = this.#parts;
      const loaded = loadConfig(live.loaded.file);
      const secrets = loadSecrets(loaded);
      const change = configChange(live, { loaded, secrets });
      const disturbs = change.lines.changed.length + change.lines.removed.length > 0;
      const takesAway = rekeyed(change, live.secrets, secrets).some((device) => this.#isOnline(device));
      if (disturbs || takesAway) this.#assertNoFire();
      const openNext = open(loaded, secrets);
      runtime.run((core, now) => core.rewire(siteOf(loaded), now));
      const before = live.loaded;
      live.replace(loaded, secrets);
      await this.#followLines(before, openNext);
      runtime.run((core, now) => core.record({ kind: 'config_applied', data: { ...change } }, now));
      log.info(change, 'configuration taken over');
      warnOfSlowLines(loaded.config, log);
      return change;
    });
  }

  /**
   * Gives this device, and no other, the key that the file of keys has for it now (I10). The first one over the default
   * key; with `change` another one, over the session that stands.
   * @throws VratarError `change_under_fire`, `config_device_unknown`, `device_key_missing`, `device_key_same`, `osdp_key_unverified`, and as `Line`
   */
  deviceKey(id: string, change: boolean): Promise<Record<string, never>> {
    return this.#turns.run(async () => {
      this.#assertNoFire();
      const { live, log } = this.#parts;
      const device = live.loaded.config.site.devices.find((one) => one.id === id);
      if (device === undefined) throw new VratarError('config_device_unknown', { device: id });
      const secrets = loadSecrets(live.loaded);
      const hex = secrets.devices[id];
      if (hex === undefined) throw new VratarError('device_key_missing', { device: id });
      if (change && hex === live.secrets.devices[id])
        throw new VratarError('device_key_same', { device: id });
      const { line, address } = device;
      const control = this.#control(line);
      const key = new Uint8Array(Buffer.from(hex, 'hex'));
      const keyset = { kind: 'KEYSET', keyType: 1, key } as const;
      await this.#unlessFire<unknown>(
        change ? control.send(address, keyset) : control.commission(address, key),
      );
      live.replace(live.loaded, { ...live.secrets, devices: { ...live.secrets.devices, [id]: hex } });
      await control.configure(lineConfig(line, live.loaded.config, live.secrets));
      const missing = await backOnline(this.#parts.lines.get(line)!, [address], () => BACK_WITHIN_MS);
      if (missing.length > 0)
        throw new VratarError('osdp_key_unverified', { address, reason: 'it does not come back under it' });
      log.info({ device: id }, change ? 'device has another key' : 'device has its first key');
      return {};
    });
  }

  /**
   * Takes a whole line to another speed; the file is the caller's to change.
   * @throws VratarError `change_under_fire`, `line_unknown`, `line_without_baud` for one behind a socket, and those of `migrateBaud`
   */
  lineBaud(id: string, baud: number): Promise<{ baud: number }> {
    return this.#turns.run(async () => {
      this.#assertNoFire();
      const { live, log } = this.#parts;
      const control = this.#control(id);
      const { config } = live.loaded;
      // The devices would follow, what stands behind the socket would not, and nobody would hear anybody any more.
      if (!hasBaud(config.lines.find((line) => line.id === id)!.port))
        throw new VratarError('line_without_baud', { line: id });
      await this.#unlessFire(control.migrate(baud));
      const lines = config.lines.map((line) => (line.id === id ? { ...line, baud } : line));
      live.replace({ ...live.loaded, config: { ...config, lines } }, live.secrets);
      log.info({ line: id, baud }, 'line has another speed');
      return { baud };
    });
  }

  /** For seconds the line or the device would read no contact and release nothing (I1). */
  #assertNoFire(): void {
    const [zone] = this.#parts.latched();
    if (zone !== undefined) throw new VratarError('change_under_fire', { zone });
  }

  /** A fire that came meanwhile has had its way, and the order was given up for it. */
  async #unlessFire<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof VratarError && error.code === 'device_under_fire') this.#assertNoFire();
      throw error;
    }
  }

  #control(line: string): LineControl {
    const control = this.#parts.lines.get(line)?.control;
    if (control === undefined) throw new VratarError('line_unknown', { line });
    return control;
  }

  /** A line whose port is another is another line; the others learn what is new and go on. */
  async #followLines(before: LoadedConfig, open: (line: string) => LineRunner): Promise<void> {
    const { live, lines } = this.#parts;
    const { config } = live.loaded;
    const old = new Map(before.config.lines.map((line) => [line.id, line]));
    const wanted = new Map(config.lines.map((line) => [line.id, line]));
    for (const [id, line] of old) {
      if (sameConfig(line.port, wanted.get(id)?.port)) continue;
      const runner = lines.get(id)!;
      lines.delete(id);
      await runner.stop();
    }
    for (const id of wanted.keys()) {
      const running = lines.get(id);
      if (running !== undefined) {
        await running.control!.configure(lineConfig(id, config, live.secrets));
        continue;
      }
      const runner = open(id);
      lines.set(id, runner);
      runner.start();
    }
  }

  /** A device of the configuration in force. */
  #isOnline(id: string): boolean {
    const device = this.#parts.live.loaded.config.site.devices.find((one) => one.id === id);
    const line = device && this.#parts.lines.get(device.line);
    return line !== undefined && isOnline(line, device!.address);
  }
}

const siteOf = ({ config }: LoadedConfig) => config.site;
