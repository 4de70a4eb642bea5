import type { Envelope } from '../messages/envelope.ts';
import { CHAIN_START } from '../messages/hash-chain.ts';
import type { Ack } from './ack.ts';
import type { Gone } from './gone.ts';
import type { Hello } from './hello.ts';
import type { Inspection } from './inspect.ts';
import type { Welcome } from './welcome.ts';

/** The watermark of one epoch of one gateway: everything through `through` is durable here, or given up as a hole. */
export interface Mark {
  readonly through: number;
  /** Chain value at `through`. */
  readonly hash: string;
}

export const MARK_START: Mark = { through: 0, hash: CHAIN_START };

/** All watermarks of one gateway, by epoch. */
export type Marks = ReadonlyMap<number, Mark>;

/**
 * Answers a hello. The caller registers the epoch, with {@link MARK_START}, where the marks do not have it: a batch of
 * an epoch that never said hello is refused.
 *
 * @param formats batch formats that this cloud reads
 * @param at the cloud's clock, milliseconds since 1970
 */
export function welcome(marks: Marks, hello: Hello, formats: readonly number[], at: number): Welcome {
  const mark = marks.get(hello.epoch) ?? MARK_START;
  const format = Math.max(0, ...hello.formats.filter((known) => formats.includes(known)));
  return {
    v: 1,
    session: hello.session,
    format: Math.max(1, format),
    epoch: hello.epoch,
    ...mark,
    newest: Math.max(hello.epoch, ...marks.keys()),
    at,
    ...(format === 0 ? { refused: 'format_unknown' } : {}),
  };
}

export type Verdict =
  /** Store the events from index `from`, then advance the watermark; what was before is a duplicate. */
  | { readonly kind: 'store'; readonly from: number; readonly mark: Mark }
  | { readonly kind: 'duplicate' }
  /** The one event of this batch is bad: keep its bytes apart, and advance over it. */
  | { readonly kind: 'quarantine'; readonly code: string; readonly mark: Mark }
  | { readonly kind: 'reject'; readonly code: string }
  | { readonly kind: 'out_of_step'; readonly code: 'epoch_unknown' | 'ahead' | 'history_differs' };

/** Decides what becomes of a batch. `inspect` is called only where the batch is in its place. */
export function judgeBatch(marks: Marks, envelope: Envelope, inspect: () => Inspection): Verdict {
  const mark = marks.get(envelope.epoch);
  if (mark === undefined) return { kind: 'out_of_step', code: 'epoch_unknown' };
  const last = envelope.first + envelope.count - 1;
  const next = mark.through + 1;
  if (last < next) return { kind: 'duplicate' };
  if (envelope.first > next) return { kind: 'out_of_step', code: 'ahead' };
  if (envelope.first === next && envelope.prev !== mark.hash) {
    return { kind: 'out_of_step', code: 'history_differs' };
  }
  const inspection = inspect();
  const after = { through: last, hash: envelope.head };
  if (!inspection.ok) {
    return envelope.count === 1
      ? { kind: 'quarantine', code: inspection.code, mark: after }
      : { kind: 'reject', code: inspection.code };
  }
  const from = next - envelope.first;
  if (from > 0 && inspection.events[from - 1]?.hash !== mark.hash) {
    return { kind: 'out_of_step', code: 'history_differs' };
  }
  return { kind: 'store', from, mark: after };
}

export type GoneVerdict =
  /** Record events `from` to `through` as a hole and advance. */
  | { readonly kind: 'hole'; readonly from: number; readonly through: number; readonly mark: Mark }
  /** Advance only: another epoch holds this very history. */
  | { readonly kind: 'recognised'; readonly mark: Mark }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'out_of_step'; readonly code: 'epoch_unknown' | 'ahead' };

/**
 * Decides what becomes of a stretch that the gateway no longer has.
 *
 * @param known whether another epoch of this gateway holds an event with the chain value `gone.hash`: then the whole
 *   history up to it was delivered there
 */
export function judgeGone(marks: Marks, gone: Gone, known: boolean): GoneVerdict {
  const mark = marks.get(gone.epoch);
  if (mark === undefined) return { kind: 'out_of_step', code: 'epoch_unknown' };
  const next = mark.through + 1;
  if (gone.through < next) return { kind: 'duplicate' };
  if (gone.from > next) return { kind: 'out_of_step', code: 'ahead' };
  const after = { through: gone.through, hash: gone.hash };
  if (known) return { kind: 'recognised', mark: after };
  return { kind: 'hole', from: next, through: gone.through, mark: after };
}

/** The answer to a verdict, to be sent only after its transaction has committed. */
export function answerTo(
  marks: Marks,
  asked: { readonly epoch: number; readonly first: number; readonly count: number },
  verdict: Verdict | GoneVerdict,
): Ack {
  const mark = 'mark' in verdict ? verdict.mark : (marks.get(asked.epoch) ?? MARK_START);
  const { epoch, first, count } = asked;
  return { v: 1, epoch, first, count, ...mark, ...outcome(verdict) };
}

function outcome(verdict: Verdict | GoneVerdict): Pick<Ack, 'result' | 'code'> {
  switch (verdict.kind) {
    case 'store':
    case 'hole':
    case 'recognised':
    case 'duplicate':
      return { result: 'stored' };
    case 'quarantine':
      return { result: 'stored', code: verdict.code };
    case 'reject':
      return { result: 'rejected', code: verdict.code };
    case 'out_of_step':
      return { result: 'out_of_step', code: verdict.code };
  }
}
