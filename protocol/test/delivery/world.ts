import {
  type Ack,
  answerTo,
  type DeliveryState,
  encodeBatch,
  FORMATS,
  GATEWAY_START,
  type GatewayEffect,
  type GatewayInput,
  type Gone,
  gatewaySide,
  type Hello,
  inspectEvents,
  judgeBatch,
  judgeGone,
  LIMITS,
  MARK_START,
  type Mark,
  openBatch,
  type Welcome,
  welcome,
} from '@vratar/protocol/delivery';
import { CHAIN_START, chainHash } from '@vratar/protocol/messages';

/** A small world of gateways, a network that may do anything, and a cloud, around the two pure sides. */

export interface Disk {
  epoch: number;
  acked: number;
  /** Chain value before `events[0]`, and that event's number. */
  base: string;
  first: number;
  events: { line: string; hash: string }[];
}

export interface Gateway {
  disk: Disk;
  saved: Disk | undefined;
  side: DeliveryState;
  connections: number;
  /** Questions that the journal has not answered yet. */
  asked: GatewayEffect[];
  down: { kind: 'welcome' | 'ack'; message: Welcome | Ack; generation: number }[];
}

export interface Cloud {
  marks: Map<number, Mark>;
  stored: { epoch: number; seq: number; hash: string; line: string }[];
  holes: { epoch: number; from: number; through: number }[];
  quarantine: { epoch: number; seq: number; hash: string }[];
}

export interface World {
  now: number;
  appended: number;
  gateways: Gateway[];
  up: { from: number; kind: 'hello' | 'batch' | 'gone'; body: string }[];
  cloud: Cloud;
  backup: Cloud | undefined;
  /** Counts the restores of the cloud. */
  generation: number;
  /** Chain values of events that were pruned. */
  pruned: { seq: number; hash: string }[];
  /** A disk was set back: what was only on it is lost, and nobody can know. */
  diskRestored: boolean;
}

/** Events in one batch, as this world's journal hands them out. */
export const BATCH = 2;

export function newWorld(): World {
  const cloud = { marks: new Map(), stored: [], holes: [], quarantine: [] };
  const gateways = [newGateway({ epoch: 1, acked: 0, base: CHAIN_START, first: 1, events: [] })];
  return {
    now: 0,
    appended: 0,
    gateways,
    up: [],
    cloud,
    backup: undefined,
    generation: 0,
    pruned: [],
    diskRestored: false,
  };
}

export const newGateway = (disk: Disk): Gateway => ({
  disk,
  saved: undefined,
  side: GATEWAY_START,
  connections: 0,
  asked: [],
  down: [],
});

const lastOf = (disk: Disk): number => disk.first + disk.events.length - 1;
const headOf = (disk: Disk): string => disk.events.at(-1)?.hash ?? disk.base;

/** Commits an event; `bad` ones have a line that the cloud cannot accept. */
export function append(world: World, index: number, bad = false): void {
  const { disk } = world.gateways[index]!;
  world.appended += 1;
  const event = {
    seq: lastOf(disk) + 1,
    at: world.appended,
    boot: 'b',
    mono: world.appended,
    clock: 'synced',
    kind: 'alive',
  };
  const line = bad ? `{"seq":${event.seq},"nonce":${world.appended}}` : JSON.stringify(event);
  disk.events.push({ line, hash: chainHash(headOf(disk), line) });
  input(world, index, { kind: 'appended' });
}

/** Prunes the oldest acknowledged event, if there is one. */
export function prune(world: World, index: number): void {
  const { disk } = world.gateways[index]!;
  if (disk.first > disk.acked || disk.events.length === 0) return;
  const event = disk.events.shift()!;
  disk.base = event.hash;
  world.pruned.push({ seq: disk.first, hash: event.hash });
  disk.first += 1;
}

export function connect(world: World, index: number): void {
  const gateway = world.gateways[index]!;
  gateway.connections += 1;
  input(world, index, { kind: 'connected', session: `${index}-${gateway.connections}` });
}

/** Feeds one gateway's side and performs its effects; questions to its journal wait for {@link answerJournal}. */
export function input(world: World, index: number, what: GatewayInput): void {
  const gateway = world.gateways[index]!;
  const [side, effects] = gatewaySide(gateway.side, what, world.now);
  gateway.side = side;
  for (const effect of effects) perform(world, index, effect);
}

function perform(world: World, index: number, effect: GatewayEffect): void {
  const gateway = world.gateways[index]!;
  switch (effect.kind) {
    case 'look':
    case 'prove':
    case 'fork':
    case 'read':
      gateway.asked.push(effect);
      return;
    case 'acknowledge':
      if (effect.epoch === gateway.disk.epoch) gateway.disk.acked = effect.through;
      return;
    case 'send_hello': {
      const { epoch, first, last, head } = effect.span;
      const clock = { at: 0, boot: 'b', mono: 0, release: '0' };
      const hello: Hello = {
        v: 1,
        session: effect.session,
        formats: [...FORMATS],
        epoch,
        first,
        last,
        head,
        ...clock,
      };
      world.up.push({ from: index, kind: 'hello', body: JSON.stringify(hello) });
      return;
    }
    case 'send_batch':
      world.up.push({ from: index, kind: 'batch', body: encodeBatch(effect.batch, effect.format) });
      return;
    case 'send_gone':
      world.up.push({ from: index, kind: 'gone', body: JSON.stringify(effect.gone) });
      return;
    case 'note':
      return;
  }
}

/** The journal answers its oldest question. */
export function answerJournal(world: World, index: number): void {
  const gateway = world.gateways[index]!;
  const { disk } = gateway;
  const effect = gateway.asked.shift();
  if (effect === undefined) return;
  if (effect.kind === 'look') {
    const { epoch, first, acked, base } = disk;
    const span = { epoch, first, acked, base, last: lastOf(disk), head: headOf(disk) };
    input(world, index, { kind: 'span', turn: effect.turn, span });
  } else if (effect.kind === 'prove') {
    const own = disk.events[effect.seq - disk.first]?.hash;
    const hash = effect.seq < disk.first ? 'pruned' : (own ?? 'unknown');
    input(world, index, { kind: 'proof', turn: effect.turn, hash });
  } else if (effect.kind === 'fork') {
    if (effect.epoch === disk.epoch) {
      disk.epoch = Math.max(effect.epoch + 1, effect.atLeast);
      disk.acked = disk.first - 1;
    }
    input(world, index, { kind: 'forked', turn: effect.turn });
  } else if (effect.kind === 'read') {
    input(world, index, readDisk(disk, effect.turn, effect.after, Math.min(BATCH, effect.limit)));
  }
}

function readDisk(disk: Disk, turn: number, after: number, limit: number): GatewayInput {
  if (after + 1 < disk.first) return { kind: 'pruned', turn, through: disk.first - 1, hash: disk.base };
  const from = after + 1 - disk.first;
  const events = disk.events.slice(from, from + limit);
  if (events.length === 0) return { kind: 'nothing', turn };
  const prev = from === 0 ? disk.base : disk.events[from - 1]!.hash;
  const head = events.at(-1)!.hash;
  const lines = events.map((event) => event.line);
  return { kind: 'events', turn, batch: { epoch: disk.epoch, first: after + 1, prev, head, lines } };
}

/** A message that waits in the network reaches the cloud; the cloud's answer starts on its way down. */
export function deliverUp(world: World, position: number, keep = false): void {
  const message = keep ? world.up[position] : world.up.splice(position, 1)[0];
  if (message === undefined) return;
  const { cloud } = world;
  const gateway = world.gateways[message.from]!;
  if (message.kind === 'hello') {
    const hello = JSON.parse(message.body) as Hello;
    const answer = welcome(cloud.marks, hello, FORMATS, world.now);
    if (!cloud.marks.has(hello.epoch)) cloud.marks.set(hello.epoch, MARK_START);
    gateway.down.push({ kind: 'welcome', message: answer, generation: world.generation });
    return;
  }
  const answer = message.kind === 'batch' ? takeBatch(cloud, message.body) : takeGone(cloud, message.body);
  gateway.down.push({ kind: 'ack', message: answer, generation: world.generation });
}

function takeBatch(cloud: Cloud, body: string): Ack {
  const opened = openBatch(body, FORMATS);
  if (!opened.ok) throw new Error(opened.code);
  const { envelope } = opened;
  const inspection = inspectEvents(envelope, opened.body);
  const verdict = judgeBatch(cloud.marks, envelope, () => inspection);
  const answer = answerTo(cloud.marks, envelope, verdict);
  const { epoch, first } = envelope;
  const known = new Set([...cloud.stored, ...cloud.quarantine].map((event) => event.hash));
  if (verdict.kind === 'store' && inspection.ok) {
    for (const [index, event] of inspection.events.entries()) {
      if (index < verdict.from || known.has(event.hash)) continue;
      cloud.stored.push({ epoch, seq: first + index, hash: event.hash, line: event.line });
    }
  }
  if (verdict.kind === 'quarantine' && !known.has(envelope.head)) {
    cloud.quarantine.push({ epoch, seq: first, hash: envelope.head });
  }
  if ('mark' in verdict) cloud.marks.set(epoch, verdict.mark);
  return answer;
}

function takeGone(cloud: Cloud, body: string): Ack {
  const gone = JSON.parse(body) as Gone;
  const known = [...cloud.stored, ...cloud.quarantine].some((event) => event.hash === gone.hash);
  const verdict = judgeGone(cloud.marks, gone, known);
  const asked = { epoch: gone.epoch, first: gone.from, count: gone.through - gone.from + 1 };
  const answer = answerTo(cloud.marks, asked, verdict);
  if (verdict.kind === 'hole') {
    cloud.holes.push({ epoch: gone.epoch, from: verdict.from, through: verdict.through });
  }
  if ('mark' in verdict) cloud.marks.set(gone.epoch, verdict.mark);
  return answer;
}

/** A message reaches the gateway. */
export function deliverDown(world: World, index: number, position: number, keep = false): void {
  const gateway = world.gateways[index]!;
  const entry = keep ? gateway.down[position] : gateway.down.splice(position, 1)[0];
  if (entry === undefined) return;
  const { kind, message } = entry;
  if (kind === 'welcome') input(world, index, { kind, message: message as Welcome });
  else input(world, index, { kind, message: message as Ack });
}

/** Time passes: everything that waits for a resend is due. */
export function wait(world: World): void {
  world.now += LIMITS.resendMs;
  for (const index of world.gateways.keys()) input(world, index, { kind: 'tick' });
}
