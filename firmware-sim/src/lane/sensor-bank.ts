/** A sensor that has died in one of its two states. */
export type StuckSensor = 'on' | 'off';

/** Passage sensors: each is covered while at least one body is in front of it. */
export class SensorBank {
  readonly #bodies: number[];
  readonly #stuck: (StuckSensor | undefined)[];
  readonly #changed: (sensor: number, on: boolean, atMs: number) => void;

  constructor(count: number, changed: (sensor: number, on: boolean, atMs: number) => void) {
    this.#bodies = Array.from({ length: count }, () => 0);
    this.#stuck = Array.from({ length: count });
    this.#changed = changed;
  }

  /** What the wire to the controller says. */
  states(): boolean[] {
    return this.#bodies.map((_, sensor) => this.#isOn(sensor));
  }

  cover(sensor: number, on: boolean, atMs: number): void {
    this.#change(sensor, atMs, () => {
      this.#bodies[sensor]! += on ? 1 : -1;
    });
  }

  setStuck(sensor: number, stuck: StuckSensor | undefined, atMs: number): void {
    this.#change(sensor, atMs, () => {
      this.#stuck[sensor] = stuck;
    });
  }

  #change(sensor: number, atMs: number, change: () => void): void {
    const before = this.#isOn(sensor);
    change();
    const now = this.#isOn(sensor);
    if (now !== before) this.#changed(sensor, now, atMs);
  }

  #isOn(sensor: number): boolean {
    const stuck = this.#stuck[sensor];
    return stuck === undefined ? this.#bodies[sensor]! > 0 : stuck === 'on';
  }
}
