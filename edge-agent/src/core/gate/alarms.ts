import type { Moment } from '../moment.ts';
import type { EffectLog } from './effect-log.ts';
import type { Recorder } from './recorder.ts';
import type { AlarmChange } from './types.ts';

/** Conditions that a person must look at: journaled when they start and when they end. */
export class Alarms {
  readonly #active = new Map<string, AlarmChange>();
  readonly #recorder: Recorder;
  readonly #log: EffectLog;

  constructor(recorder: Recorder, log: EffectLog) {
    this.#recorder = recorder;
    this.#log = log;
  }

  set(code: string, subject: string, on: boolean, now: Moment, data?: Record<string, unknown>): void {
    const key = `${code} ${subject}`;
    if (this.#active.has(key) === on) return;
    const change: AlarmChange = { code, subject, on, at: Math.round(now.utc) };
    if (on) this.#active.set(key, change);
    else this.#active.delete(key);
    const kind = on ? 'alarm' : 'alarm_end';
    this.#recorder.record({ kind, reason: code, data: { subject, ...data } }, now);
    this.#log.alarm(change);
  }

  /** What was wrong with something that is no longer part of the site ends with it. */
  endAll(subject: string, now: Moment): void {
    for (const alarm of this.active) if (alarm.subject === subject) this.set(alarm.code, subject, false, now);
  }

  isOn(code: string, subject: string): boolean {
    return this.#active.has(`${code} ${subject}`);
  }

  get active(): readonly AlarmChange[] {
    return [...this.#active.values()];
  }
}
