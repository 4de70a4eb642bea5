import { VratarError } from '@vratar/protocol/errors';
import { type ReaderFormat, readingOf } from '../cards/index.ts';
import type { Direction } from '../lane/index.ts';
import { Bus, cleanWire } from '../line/index.ts';
import type { Pd, PdMemory } from '../pd/index.ts';
import { Random } from '../random/index.ts';
import type { Clock } from '../time/index.ts';
import { buildDevice, initialMemory } from './build-device.ts';
import { ContactWire } from './contact-wire.ts';
import type { DeviceConfig } from './device-config.ts';
import type { SiteEvent, SiteListener } from './events.ts';
import { FireLoop } from './fire-loop.ts';
import type { FireConfig, LaneConfig } from './lane-config.ts';
import type { LineConfig } from './line-config.ts';
import { OutputRouter } from './output-router.ts';
import type { ContactPoint, OutputPoint, ReaderPoint } from './points.ts';
import { Registry } from './registry.ts';
import { type LaneReader, SimLane } from './sim-lane.ts';
import type { SiteConfig } from './site-config.ts';

export interface SimLine {
  readonly config: LineConfig;
  readonly bus: Bus;
}

export interface SimDevice {
  readonly config: DeviceConfig;
  readonly line: string;
  readonly pd: Pd;
}

export interface SiteOptions {
  readonly clock: Clock;
  readonly config: SiteConfig;
  /** What devices remember from before (keys, addresses set over the line), by device id. */
  readonly memories?: ReadonlyMap<string, PdMemory>;
  /** A device's memory changed. */
  readonly onMemory?: (device: string, memory: PdMemory) => void;
}

const DIRECTIONS = ['in', 'out'] as const;

/** Everything that stands at one gateway, wired as configured. No I/O: whoever wants to reach a line takes its bus. */
export class Site {
  readonly lines = new Registry<SimLine>('line');
  readonly devices = new Registry<SimDevice>('device');
  readonly lanes = new Registry<SimLane>('lane');
  readonly fire = new Registry<FireLoop>('fire contact');
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #options: SiteOptions;
  readonly #outputs = new OutputRouter();
  readonly #inputs = new Set<string>();
  readonly #listeners = new Set<SiteListener>();

  /** @throws VratarError `sim_duplicate`, `sim_unknown_point`: the configuration contradicts itself. */
  constructor(options: SiteOptions) {
    this.#clock = options.clock;
    this.#options = options;
    this.#random = new Random(options.config.seed);
    for (const line of options.config.lines) this.#buildLine(line);
    for (const lane of options.config.lanes) this.#buildLane(lane);
    for (const loop of options.config.fire) this.#buildFire(loop);
  }

  /** Returns what ends the subscription. */
  listen(listener: SiteListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly emit = (event: SiteEvent): void => {
    for (const listener of [...this.#listeners]) listener(event);
  };

  /** Stops everything that runs by itself on the lines. */
  close(): void {
    for (const { bus } of this.lines.all) bus.close();
  }

  #buildLine(config: LineConfig): void {
    const bus = new Bus({
      clock: this.#clock,
      random: this.#random.fork(),
      baud: config.baud,
      acuBaud: config.gateBaud ?? 'follow',
      paced: config.pace !== 'off',
    });
    bus.setFaults({ ...cleanWire, ...config.noise });
    this.lines.add(config.id, { config, bus });
    for (const device of config.devices) this.#buildDevice(device, config, bus);
  }

  #buildDevice(config: DeviceConfig, line: LineConfig, bus: Bus): void {
    const { id } = config;
    const pd = buildDevice(config, {
      clock: this.#clock,
      random: this.#random.fork(),
      bus,
      memory: this.#options.memories?.get(id) ?? initialMemory(config, line.baud),
      supervised: this.#options.config.fire.some((loop) => loop.device === id && loop.supervised),
      listener: {
        output: (output, on, atMs) => this.#outputs.changed(id, output, on, atMs),
        received: (entry) => this.emit({ kind: 'command', atMs: entry.atMs, device: id, entry }),
        powered: (on, atMs) => this.emit({ kind: 'power', atMs, device: id, on }),
        remembered: (memory) => this.#options.onMemory?.(id, memory),
      },
    });
    this.devices.add(id, { config, line: line.id, pd });
  }

  #buildLane(config: LaneConfig): void {
    const wire = (point: ContactPoint | undefined): ContactWire | undefined =>
      point && this.#contact(point, point.normally === 'closed', false);
    const lane = new SimLane(
      this.#clock,
      config,
      {
        readers: {
          ...this.#readerOf('in', config.in?.reader),
          ...this.#readerOf('out', config.out?.reader),
        },
        contacts: config.contacts.map((point) => wire(point)!),
        button: wire(config.button),
        tamper: wire(config.tamper),
        arms: wire(config.arms),
      },
      this.emit,
    );
    this.lanes.add(config.id, lane);
    this.#wireReleases(lane);
    for (const direction of DIRECTIONS) this.#wireLamps(lane, direction);
    if (config.siren) this.#output(config.siren, (on, at) => lane.setSiren(on, at));
  }

  /** One relay may free both directions: a door has one magnet. */
  #wireReleases({ config, mechanism }: SimLane): void {
    const [inwards, out] = [config.in?.release, config.out?.release];
    if (inwards && out && isSame(inwards, out)) {
      this.#output(inwards, (on) => {
        for (const direction of DIRECTIONS) mechanism.setOutput(direction, on);
      });
      return;
    }
    if (inwards) this.#output(inwards, (on) => mechanism.setOutput('in', on));
    if (out) this.#output(out, (on) => mechanism.setOutput('out', on));
  }

  #wireLamps(lane: SimLane, direction: Direction): void {
    for (const lamp of ['go', 'stop'] as const) {
      const point = lane.config[direction]?.[lamp];
      if (point) this.#output(point, (on, at) => lane.setLamp(direction, lamp, on, at));
    }
  }

  #readerOf(direction: Direction, point: ReaderPoint | undefined): Partial<Record<Direction, LaneReader>> {
    if (point === undefined) return {};
    const { pd, config } = this.devices.get(point.device);
    if (point.reader >= config.readers) this.#unknown('reader', `${point.device}/${point.reader}`);
    const format: ReaderFormat = config;
    const random = this.#random.fork();
    const present = (card: string): boolean =>
      pd.present({ reader: point.reader, ...readingOf(card, format, random) });
    return { [direction]: { pd, reader: point.reader, present } };
  }

  #buildFire(config: FireConfig): void {
    const wire = this.#contact(config, config.normally === 'closed', config.supervised);
    for (const lane of config.frees) this.lanes.get(lane);
    const loop = new FireLoop(config.id, config.frees, wire, () => this.#fireChanged(loop));
    this.fire.add(config.id, loop);
  }

  /** A lane's hard-wired release holds as long as one of the contacts that free it is in alarm. */
  #fireChanged({ id, contact }: FireLoop): void {
    const alarms = this.fire.all.filter((loop) => loop.contact.actuated);
    for (const lane of this.lanes.all) {
      lane.mechanism.setEmergency(alarms.some(({ frees }) => frees.includes(lane.id)));
    }
    this.emit({ kind: 'fire', atMs: this.#clock.now(), loop: id, ...contact });
  }

  #contact(
    point: { device: string; input: number },
    normallyClosed: boolean,
    supervised: boolean,
  ): ContactWire {
    const { pd, config } = this.devices.get(point.device);
    const name = `${point.device}/${point.input}`;
    if (point.input >= config.inputs) this.#unknown('input', name);
    if (this.#inputs.has(name)) throw new VratarError('sim_duplicate', { what: 'input', name });
    this.#inputs.add(name);
    return new ContactWire(pd, point.input, { normallyClosed, supervised });
  }

  #output(point: OutputPoint, handler: (on: boolean, atMs: number) => void): void {
    const { config } = this.devices.get(point.device);
    const name = `${point.device}/${point.output}`;
    if (point.output >= config.outputs) this.#unknown('output', name);
    if (!this.#outputs.wire(point, handler)) {
      throw new VratarError('sim_duplicate', { what: 'output', name });
    }
  }

  #unknown(what: string, name: string): never {
    const known = this.devices.all.map(({ config }) => config.id).join(', ');
    throw new VratarError('sim_unknown_point', { what, name, known });
  }
}

const isSame = (a: OutputPoint, b: OutputPoint): boolean => a.device === b.device && a.output === b.output;
