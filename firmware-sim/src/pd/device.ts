import type { ContactState } from '@vratar/protocol/osdp';
import type { Clock } from '../time/index.ts';
import type { PdHardware } from './identity.ts';
import { OutputBank } from './output-bank.ts';
import { Panel } from './panel.ts';
import { type CardRead, type KeyPresses, ReportQueue } from './report-queue.ts';

export interface LocalStatus {
  readonly tamper: boolean;
  readonly powerFault: boolean;
}

export type OutputListener = (output: number, on: boolean, atMs: number) => void;

/** The device behind the link: what it senses, drives and shows. Loses everything but its wiring with its power. */
export class PdDevice {
  readonly hardware: PdHardware;
  readonly outputs: OutputBank;
  readonly reports: ReportQueue;
  #panels: Panel[];
  #inputs: ContactState[];
  #local: LocalStatus = { tamper: false, powerFault: false };

  constructor(clock: Clock, hardware: PdHardware, outputChanged: OutputListener) {
    this.hardware = hardware;
    this.outputs = new OutputBank(clock, hardware.outputs, outputChanged);
    this.reports = new ReportQueue(hardware.readRoom);
    this.#panels = newPanels(hardware);
    this.#inputs = Array.from({ length: hardware.inputs }, () => 'inactive');
  }

  get panels(): readonly Panel[] {
    return this.#panels;
  }

  get inputs(): readonly ContactState[] {
    return this.#inputs;
  }

  get local(): LocalStatus {
    return this.#local;
  }

  /** What an input's wire carries, whether the device has power or not. `report`: tell the ACU at the next poll. */
  setInput(input: number, state: ContactState, atMs: number, report: boolean): void {
    if (this.#inputs[input] === undefined || this.#inputs[input] === state) return;
    this.#inputs = this.#inputs.with(input, state);
    if (report) this.reports.add({ kind: 'inputs' }, atMs);
  }

  setLocal(change: Partial<LocalStatus>, atMs: number, report: boolean): void {
    this.#local = { ...this.#local, ...change };
    if (report) this.reports.add({ kind: 'local' }, atMs);
  }

  /** False when the queue is full. */
  addCard(read: CardRead, atMs: number): boolean {
    return this.reports.add({ kind: 'card', read }, atMs);
  }

  addKeys(keys: KeyPresses, atMs: number): boolean {
    return this.reports.add({ kind: 'keypad', keys }, atMs);
  }

  loseState(atMs: number): void {
    this.outputs.reset(atMs);
    this.reports.clear();
    this.#panels = newPanels(this.hardware);
  }
}

function newPanels({ readers, ledsPerReader, display }: PdHardware): Panel[] {
  return Array.from({ length: readers }, () => new Panel(ledsPerReader, display));
}
