import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateClient } from '@vratar/edge-agent/src/socket/gate-client.ts';
import type { GateProcess, GateRig } from '../../testing/gate/index.ts';
import { acknowledgements, command, taps } from './load.ts';
import { Witness } from './witness.ts';

const CARDS = 500;
/** A gate is killed at a random moment up to so long after its load has begun. */
const LONGEST_MS = 700;
/** For what takes a second, on a machine that has other things to do. */
const WITHIN_MS = 60_000;

type Zone = 'normal' | 'drill' | 'fire';

/** Kills a gate again and again, and holds each next one to what the one before has shown. */
export class CrashRuns {
  readonly #rig: GateRig;
  readonly #random: () => number;
  readonly #witness = new Witness();
  /** What is durable for certain; undefined while a change of it was under way when the gate died. */
  #zone: Zone | undefined = 'normal';
  #listed = false;

  constructor(rig: GateRig, random: () => number) {
    this.#rig = rig;
    this.#random = random;
  }

  get events(): number {
    return this.#witness.events;
  }

  /** One life of the gate, from its start to `kill -9`. Every fourth dies while it is starting. */
  async run(number: number): Promise<void> {
    const gate = this.#rig.startGate();
    try {
      if (number % 4 === 3) await sleep(this.#random() * 600);
      else await this.#live(gate);
    } finally {
      await gate.kill();
    }
  }

  /** Starts once more, verifies, and ends it as an operator would. */
  async finish(): Promise<void> {
    const gate = this.#rig.startGate();
    const link = await gate.connect('link');
    await this.#verify(gate, link);
    await link.close();
    await gate.kill('SIGTERM');
  }

  async #live(gate: GateProcess): Promise<void> {
    const link = await gate.connect('link');
    await this.#verify(gate, link);
    await link.subscribe(['event'], (topic, body) => {
      if (topic === 'event') this.#witness.see(body as never);
    });
    const stop = new AbortController();
    const load = Promise.all(
      [
        taps(this.#rig, CARDS, this.#random, stop.signal),
        acknowledgements(
          link,
          () => this.#witness.lastHash,
          (through) => this.#witness.acknowledged(through),
          stop.signal,
        ),
        this.#disturb(gate, link),
      ].map((task) => task.catch(onlyBecauseItDied)),
    );
    await Promise.race([sleep(this.#random() * LONGEST_MS), load]);
    await gate.kill();
    stop.abort();
    await load;
  }

  /** Something beside the taps: a list on the first life, then fire, drills and their ends. */
  async #disturb(gate: GateProcess, link: GateClient): Promise<void> {
    if (!this.#listed) {
      await link.offerList(this.#rig.cards.list(1)).catch(unlessInForce);
      this.#listed = true;
    }
    const tool = await gate.connect('tool');
    const to: Zone = this.#zone === 'normal' ? (this.#random() < 0.5 ? 'drill' : 'fire') : 'normal';
    const from = this.#zone;
    this.#zone = undefined;
    if (to === 'fire') await this.#fire(tool);
    else if (to === 'drill')
      await tool.request('command', command({ name: 'fire_drill', zone: 'school', on: true }));
    else await this.#allClear(tool, from);
    this.#zone = to;
  }

  async #fire(tool: GateClient): Promise<void> {
    this.#panel(true);
    await zoneState(tool, (state) => state === 'alarm' || state === 'latched');
  }

  async #allClear(tool: GateClient, from: Zone | undefined): Promise<void> {
    this.#panel(false);
    if (from === 'drill')
      await tool.request('command', command({ name: 'fire_drill', zone: 'school', on: false }));
    else {
      await zoneState(tool, (state) => state === 'latched');
      await tool.request('command', command({ name: 'fire_reset', zone: 'school' }));
    }
    await zoneState(tool, (state) => state === 'normal');
  }

  #panel(alarm: boolean): void {
    for (const loop of this.#rig.school.site.fire.all) loop.alarm(alarm);
  }

  async #verify(gate: GateProcess, link: GateClient): Promise<void> {
    await this.#witness.check(link);
    const tool = await gate.connect('tool');
    const { zones } = await tool.request('status', {});
    await tool.close();
    const state = zones[0]!.state;
    if (this.#zone === 'drill') assert.equal(state, 'drill', 'I1: the drill survives');
    if (this.#zone === 'fire') assert.match(state, /alarm|latched/, 'I1: the latch survives');
    // What was under way when the gate died may have been finished or not; from here on it is known again.
    this.#zone ??= state === 'normal' ? 'normal' : state === 'drill' ? 'drill' : 'fire';
  }
}

async function zoneState(tool: GateClient, wanted: (state: string) => boolean): Promise<void> {
  let state = 'unknown';
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await sleep(20)) {
    const { zones } = await tool.request('status', {});
    state = zones[0]!.state;
    if (wanted(state)) return;
  }
  throw new Error(`the fire zone did not come to the state; it is ${state}`);
}

/** An earlier life may have taken it over and died before it could say so. */
function unlessInForce(error: { code?: string }): void {
  if (error.code !== 'list_older') throw error;
}

/** The connection of a killed process ends; anything else is a finding. */
function onlyBecauseItDied(error: { code?: string; message?: string }): void {
  if (error.code !== 'socket_closed' && error.code !== 'not_running') throw error;
}
