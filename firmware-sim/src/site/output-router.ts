import type { OutputPoint } from './points.ts';

type Handler = (on: boolean, atMs: number) => void;

/** Which part of the site hangs on which relay. */
export class OutputRouter {
  readonly #handlers = new Map<string, Handler>();

  /** False when the relay is taken already. */
  wire(point: OutputPoint, handler: Handler): boolean {
    const key = keyOf(point.device, point.output);
    if (this.#handlers.has(key)) return false;
    this.#handlers.set(key, handler);
    return true;
  }

  changed(device: string, output: number, on: boolean, atMs: number): void {
    this.#handlers.get(keyOf(device, output))?.(on, atMs);
  }
}

const keyOf = (device: string, output: number): string => `${device}/${output}`;
