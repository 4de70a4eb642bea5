/** Conditions of one PD that an installer must look at; each is an alarm of the same name. */
export type DeviceAlarm =
  /** It answers under the public key: it was reset, replaced, or somebody put another in its place. */
  | 'pd_default_key'
  /** It has a key, and not ours. */
  | 'pd_wrong_key'
  /** It refuses every secure channel, or spoke in clear where one was agreed. */
  | 'pd_in_clear'
  /** It takes no commands in clear, and the configuration says that it should. */
  | 'pd_demands_secure_channel'
  | 'pd_refuses_outputs'
  | 'reader_fault'
  | 'reader_sends_text';

/** Which alarms of a PD stand, so that each is told once when it starts and once when it ends. */
export class Alarms {
  readonly #on = new Set<DeviceAlarm>();
  readonly #tell: (code: DeviceAlarm, on: boolean, at: number) => void;

  constructor(tell: (code: DeviceAlarm, on: boolean, at: number) => void) {
    this.#tell = tell;
  }

  get standing(): readonly DeviceAlarm[] {
    return [...this.#on];
  }

  set(code: DeviceAlarm, on: boolean, at: number): void {
    if (this.#on.has(code) === on) return;
    if (on) this.#on.add(code);
    else this.#on.delete(code);
    this.#tell(code, on, at);
  }

  clear(codes: readonly DeviceAlarm[], at: number): void {
    for (const code of codes) this.set(code, false, at);
  }
}
