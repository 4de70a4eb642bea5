import { parseCard } from '@vratar/protocol/cards';
import { VratarError } from '@vratar/protocol/errors';
import type { GateClock } from '../clock/gate-clock.ts';
import type { GateCore } from '../core/index.ts';
import type { LatchFiles } from '../fire-latch/latch-files.ts';
import type { KeyRing } from '../keys/index.ts';
import type { Request } from '../socket/schema.ts';
import type { GateApi } from '../socket/thread-api.ts';
import type { TraceRing } from '../trace/trace-ring.ts';
import type { Changes } from './changes.ts';
import { gateStatus, type StatusParts } from './gate-status.ts';
import { tellKeyAlarms } from './key-alarms.ts';
import type { LiveConfig } from './live-config.ts';
import type { PendingAnswers } from './pending-answers.ts';
import type { Runtime } from './runtime.ts';

export interface GateApiParts extends StatusParts {
  readonly live: LiveConfig;
  readonly changes: Changes;
  readonly core: GateCore;
  readonly runtime: Runtime;
  readonly clock: GateClock;
  readonly traces: TraceRing;
  readonly answers: PendingAnswers;
  readonly latch: LatchFiles;
}

/** What the gate's own thread answers to those at the socket. */
export function gateApi(parts: GateApiParts): GateApi {
  const { core, clock, live, runtime, traces, answers, latch, changes } = parts;
  return {
    command: async (command) => {
      const handled = await handleKey(parts, command);
      const now = clock.now();
      const { answer, after, effects } = core.command(command, now, handled);
      runtime.apply(effects, now);
      // An answered drill or reset is a durable one: its latch as well as its event.
      const [held] = await Promise.all([answers.hold(after, answer), latch.settled()]);
      return held;
    },
    tap: (request) => tap(parts, request),
    status: () => gateStatus(parts),
    why: (request) => why(parts, request),
    card: ({ subject }) => {
      const token = tokenOf(subject, live.keys);
      return { token, known: core.knows(token) };
    },
    reload: () => changes.reload(),
    deviceKey: ({ device, change }) => changes.deviceKey(device, change === true),
    lineBaud: ({ line, baud }) => changes.lineBaud(line, baud),
    trace: ({ limit }) => ({ taps: traces.last(limit), stages: traces.times.all() }),
    trust: (listed) => ({ listKeys: [...live.keys.listKeys], knowsCards: live.keys.knows(listed) }),
    keys: () => live.keys.report(),
    listRefused: (code, version) => {
      const data = version === undefined ? {} : { data: { version } };
      runtime.run((target, now) => target.record({ kind: 'list_refused', reason: code, ...data }, now));
    },
    acknowledged: (through) => {
      parts.follower.acknowledged(through);
      traces.acknowledged(through, clock.now().mono);
    },
  };
}

/** Takes a key that an order brings, unless the order is repeated or too late. */
async function handleKey({ core, clock, live, runtime }: GateApiParts, command: Request<'command'>) {
  if (command.order.name !== 'rotate_key' || !core.isDue(command, clock.now())) return undefined;
  try {
    const data = await live.keys.take(command.order.document);
    tellKeyAlarms(runtime, live.keys);
    return { data };
  } catch (error) {
    if (error instanceof VratarError) return { refusal: error.code, data: {} };
    throw error;
  }
}

function tap({ live, core, clock, runtime }: GateApiParts, { reader, uid, ageMs }: Request<'tap'>) {
  const device = live.loaded.config.site.devices.find(({ id, line }) => id === reader && line === 'pcsc');
  if (device === undefined) throw new VratarError('tap_reader', { reader });
  const now = clock.now();
  const data = new Uint8Array(Buffer.from(uid, 'hex'));
  const card = { kind: 'card', reader: 0, bits: data.length * 8, data } as const;
  const read = { address: device.address, at: now.mono, lastEmptyAt: now.mono - ageMs };
  const effects = core.line('pcsc', { ...card, ...read }, now);
  runtime.apply(effects, now);
  const decided = effects.stages.find((stage) => stage.code !== undefined);
  return { trace: decided?.trace ?? '', code: decided?.code ?? 'ignored' };
}

function why({ core, clock, live }: GateApiParts, request: Request<'why'>) {
  const now = clock.now();
  const query = {
    token: tokenOf(request.subject, live.keys),
    lane: request.lane,
    direction: request.direction ?? 'in',
    utc: request.at ?? now.utc,
  } as const;
  const { code, granted, steps } = core.why(query, now);
  return {
    code,
    granted,
    steps: steps.map(({ rule, result, saw }) => ({ step: rule, outcome: result, detail: saw })),
  };
}

const CARD = 'card:';
/** For tokens that begin with a dash, which commands would take for an option. */
const AS_TOKEN = 'token:';
/** What a token looks like; no card is written like that. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** @throws VratarError `why_card` when it is neither a token nor a card's number */
function tokenOf(subject: string, keys: KeyRing): string {
  const bare = subject.startsWith(AS_TOKEN) ? subject.slice(AS_TOKEN.length) : subject;
  if (TOKEN.test(bare)) return bare;
  const written = subject.startsWith(CARD) ? subject.slice(CARD.length) : subject;
  const result = parseCard(written);
  if (!result.ok) throw new VratarError('why_card', { text: written });
  return keys.token(result.card);
}
