import type { Observed } from '@vratar/protocol/osdp';
import { HIDDEN_FIELDS } from '../capture/sensitive.ts';
import type { Entry } from './entry.ts';

const HIDDEN = '(hidden)';

/** The entry as plain data for `--json`: bytes in hexadecimal, secrets hidden unless `reveal`. */
export function toJson(entry: Entry, reveal: boolean): Record<string, unknown> {
  const time = isoTime(entry.atNs);
  if (entry.kind === 'discarded') {
    const bytes = reveal ? hexOf(entry.bytes) : undefined;
    return { time, kind: 'discarded', reason: entry.reason, length: entry.bytes.length, bytes };
  }
  const { frame, name, security, message, problem } = entry;
  return {
    time,
    kind: frame.reply ? 'reply' : 'command',
    address: frame.address,
    sequence: frame.sequence,
    check: frame.check,
    name,
    code: frame.code,
    security: securityName(security),
    ...(security.kind === 'opened' && security.repeated ? { repeated: true } : {}),
    message: message === undefined ? undefined : plain(message, reveal),
    problem,
  };
}

/** The entry as one line for people. */
export function toLine(entry: Entry, reveal: boolean): string {
  const time = isoTime(entry.atNs).slice(11, 26);
  if (entry.kind === 'discarded') {
    const bytes = reveal ? ` ${hexOf(entry.bytes)}` : '';
    return `${time}  ×  ${entry.bytes.length} bytes discarded: ${entry.reason}${bytes}`;
  }
  const { frame, name, security, message, problem } = entry;
  const arrow = frame.reply ? '←' : '→';
  const head = `${time}  ${arrow} ${String(frame.address).padStart(3)} #${frame.sequence} ${name}`;
  const fields = message === undefined ? '' : flatten(plain(message, reveal));
  const wrong = problem === undefined ? '' : ` cannot be read: ${problem.field} ${problem.reason}`;
  return `${head}${fields}${wrong}  [${securityName(security)}]`;
}

function securityName(security: Observed): string {
  switch (security.kind) {
    case 'clear':
      return 'clear';
    case 'handshake':
      return security.key === undefined ? 'handshake' : `handshake, ${security.key} key`;
    case 'opened':
      return security.repeated ? 'secure, repeated' : 'secure';
    case 'sealed':
      return `sealed: ${security.reason}`;
  }
}

/** A message without its kind, bytes as hexadecimal. */
function plain(message: { readonly kind: string }, reveal: boolean): Record<string, unknown> {
  const { kind, ...fields } = message as { kind: string } & Record<string, unknown>;
  const hidden = reveal ? undefined : HIDDEN_FIELDS[kind];
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === hidden ? HIDDEN : readable(value)]),
  );
}

function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return hexOf(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner)]));
}

function flatten(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}=${typeof value === 'object' ? JSON.stringify(value) : shown(value)}`)
    .join('');
}

/** Whatever else a device sends as text would go to a person's terminal as commands. */
const UNPRINTABLE = /[^\x20-\x7e\xa1-\xff]/;

function shown(value: unknown): string {
  const text = String(value);
  return UNPRINTABLE.test(text) ? `"${Array.from(text, escaped).join('')}"` : text;
}

function escaped(character: string): string {
  if (!UNPRINTABLE.test(character)) return character;
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** UTC with microseconds. */
export function isoTime(atNs: bigint): string {
  const seconds = new Date(Number(atNs / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String((atNs / 1000n) % 1_000_000n).padStart(6, '0')}Z`;
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
