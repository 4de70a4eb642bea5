import type { Request } from './request.ts';

interface Sent {
  readonly request: Request;
  readonly bytes: Uint8Array;
  /** Sent for the first time: a PD repeats its answer as it was then, however late it is asked again. */
  readonly askedAt: number;
}

/** The command that was sent to a PD and has no answer yet. Until it has one, only its own bytes go out again. */
export class Unanswered {
  #sent: Sent | undefined;
  #notBefore = 0;

  get request(): Request | undefined {
    return this.#sent?.request;
  }

  /** Its bytes, the mark included; none when nothing is unanswered. */
  get bytes(): Uint8Array | undefined {
    return this.#sent?.bytes;
  }

  /** It goes out again no earlier than this. */
  get notBefore(): number {
    return this.#notBefore;
  }

  begin(request: Request, bytes: Uint8Array, askedAt: number): void {
    this.#sent = { request, bytes, askedAt };
    this.#notBefore = 0;
  }

  /** The PD is busy. */
  postpone(until: number): void {
    this.#notBefore = until;
  }

  /** Its answer has come; gives what was asked, and when. */
  end(): Omit<Sent, 'bytes'> {
    const sent = this.#sent!;
    this.forget();
    return sent;
  }

  /** It is given up. */
  forget(): void {
    this.#sent = undefined;
    this.#notBefore = 0;
  }
}
