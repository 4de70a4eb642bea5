import type { Command, Reply } from '@vratar/protocol/osdp';
import type { LinkEntry } from '../pd/index.ts';

/**
 * One received command as one JSON line: `at` (UTC), `command` with its fields, `sequence`, `secure`, `reply`. Keys
 * are left out; a repeated command that was answered from the cache has `repeated`.
 */
export function commandLine(device: string, entry: LinkEntry, at: Date): string {
  return JSON.stringify({
    at: at.toISOString(),
    device,
    command: entry.name,
    ...fieldsOf(entry.command),
    sequence: entry.sequence,
    secure: entry.secure,
    ...(entry.reply === undefined ? { repeated: true } : { reply: nameOf(entry.reply) }),
    ...nakOf(entry.reply),
  });
}

const SECRET: ReadonlySet<string> = new Set(['kind', 'code', 'key', 'name']);

function fieldsOf(command: Command | undefined): object {
  if (command === undefined) return {};
  const fields = Object.entries(command).filter(([name]) => !SECRET.has(name));
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ]),
  );
}

function nameOf(reply: Reply | string): string {
  if (typeof reply === 'string') return reply;
  return reply.kind === 'opaque' ? (reply.name ?? 'opaque') : reply.kind;
}

function nakOf(reply: LinkEntry['reply']): object {
  return typeof reply === 'object' && reply.kind === 'NAK' ? { nak: reply.error } : {};
}
