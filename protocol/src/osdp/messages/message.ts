import { type DataProblem, Reader, Writer } from '../layout/cursor.ts';
import type { Field, ValueOf } from '../layout/field.ts';
import { outOfRange } from '../layout/field.ts';
import { COMMANDS, OPAQUE_COMMANDS } from './commands.ts';
import { OPAQUE_REPLIES, REPLIES } from './replies.ts';

/** A message's code and data before security and framing. */
export interface Message {
  readonly code: number;
  readonly data: Uint8Array;
}

/** A message that is carried, not understood. `name` when the standard has one. */
export interface OpaqueMessage {
  readonly kind: 'opaque';
  readonly code: number;
  readonly name: string | undefined;
  readonly data: Uint8Array;
}

type Valued<Table extends Readonly<Record<string, { readonly data: unknown }>>> = {
  [K in keyof Table & string]: { readonly kind: K } & ValueOf<Table[K]['data']>;
}[keyof Table & string];

export type KnownCommand = Valued<typeof COMMANDS>;
export type KnownReply = Valued<typeof REPLIES>;
export type Command = KnownCommand | OpaqueMessage;
export type Reply = KnownReply | OpaqueMessage;

export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly kind: string; readonly problem: DataProblem };

interface Entry {
  readonly kind: string;
  readonly code: number;
  readonly data: Field<Record<string, unknown>>;
}

/** @throws VratarError `osdp_value_out_of_range`, naming the field. */
export function encodeCommand(command: Command): Message {
  return encode(commandsByName, command);
}

/** Data that goes on behind the layout is a problem here: a PD answers it with NAK 2. */
export function decodeCommand(code: number, data: Uint8Array): Decoded<Command> {
  return decode<Command>(commandsByCode, commandNames, code, data, 'exact');
}

/** @throws VratarError `osdp_value_out_of_range`, naming the field. */
export function encodeReply(reply: Reply): Message {
  return encode(repliesByName, reply);
}

/** Data that goes on behind the layout is ignored: newer PDs may have more to say. */
export function decodeReply(code: number, data: Uint8Array): Decoded<Reply> {
  return decode<Reply>(repliesByCode, replyNames, code, data, 'extensible');
}

/** `POLL`, `FILETRANSFER`, or the code in hexadecimal where the standard has no name. */
export function commandName(code: number): string {
  return commandNames.get(code) ?? hexCode(code);
}

/** `ACK`, `FTSTAT`, or the code in hexadecimal where the standard has no name. */
export function replyName(code: number): string {
  return replyNames.get(code) ?? hexCode(code);
}

const commandsByName = entriesByName(COMMANDS);
const repliesByName = entriesByName(REPLIES);
const commandsByCode = byCode(commandsByName);
const repliesByCode = byCode(repliesByName);
const commandNames = namesByCode(commandsByName, OPAQUE_COMMANDS);
const replyNames = namesByCode(repliesByName, OPAQUE_REPLIES);

function encode(table: ReadonlyMap<string, Entry>, message: Command | Reply): Message {
  if (message.kind === 'opaque') return { code: message.code, data: message.data };
  const entry = table.get(message.kind);
  if (entry === undefined) throw outOfRange('kind', message.kind, [...table.keys()].join(', '));
  const writer = new Writer();
  entry.data.write(writer, { ...message }, '');
  return { code: entry.code, data: writer.finish() };
}

function decode<T>(
  table: ReadonlyMap<number, Entry>,
  names: ReadonlyMap<number, string>,
  code: number,
  data: Uint8Array,
  ending: 'exact' | 'extensible',
): Decoded<T> {
  const entry = table.get(code);
  if (entry === undefined) {
    return { ok: true, value: { kind: 'opaque', code, name: names.get(code), data } as T };
  }
  const reader = new Reader(data);
  const value = entry.data.read(reader, '');
  if (ending === 'exact' && reader.left > 0) reader.fail('trailing', 'data', `${reader.left} bytes less`);
  if (reader.problem !== undefined) return { ok: false, kind: entry.kind, problem: reader.problem };
  return { ok: true, value: { kind: entry.kind, ...value } as T };
}

function entriesByName(
  table: Readonly<Record<string, { readonly code: number; readonly data: unknown }>>,
): Map<string, Entry> {
  return new Map(
    Object.entries(table).map(([kind, { code, data }]) => [kind, { kind, code, data } as Entry] as const),
  );
}

function byCode(entries: ReadonlyMap<string, Entry>): Map<number, Entry> {
  return new Map([...entries.values()].map((entry) => [entry.code, entry]));
}

function namesByCode(
  entries: ReadonlyMap<string, Entry>,
  opaque: Readonly<Record<string, number>>,
): Map<number, string> {
  const known = [...entries.values()].map((entry) => [entry.code, entry.kind] as const);
  return new Map([...known, ...Object.entries(opaque).map(([name, code]) => [code, name] as const)]);
}

function hexCode(code: number): string {
  return `0x${code.toString(16).padStart(2, '0').toUpperCase()}`;
}
