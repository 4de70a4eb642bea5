import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

/** Bytes of a slot file: one block of any usual file system. */
export const SLOT_BYTES = 4096;
const MAGIC = 'VRATAR-SLOT-1\n';
const HASH_BYTES = 32;
const ROOM = SLOT_BYTES - HASH_BYTES - 4 - MAGIC.length;

/** What a slot held: `missing` and `broken` are told apart, because only the first can be a first start. */
export type SlotContent =
  | { readonly state: 'valid'; readonly text: string }
  | { readonly state: 'missing' }
  | { readonly state: 'broken' };

/**
 * A small text kept in two files of a fixed size, each with a checksum, overwritten in place and synced one after the
 * other: no write needs new space on the disk, and a power cut at any moment spoils at most one of them.
 */
export class SlotPair {
  readonly files: readonly [string, string];

  constructor(base: string) {
    this.files = [`${base}.a`, `${base}.b`];
  }

  read(): readonly [SlotContent, SlotContent] {
    return [readSlot(this.files[0]), readSlot(this.files[1])];
  }

  /** Durable in both files when it returns. @throws the file system's first error, after both files were tried */
  write(text: string): void {
    const image = encodeSlot(text);
    const errors = this.files.flatMap((file) => attempt(() => writeSlot(file, image)));
    if (errors.length > 0) throw errors[0];
  }
}

/** As `SlotPair.write`, without blocking the thread. */
export async function writeSlots(pair: SlotPair, text: string): Promise<void> {
  const image = encodeSlot(text);
  const errors: unknown[] = [];
  for (const file of pair.files)
    await writeSlotAsync(file, image).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

async function writeSlotAsync(file: string, image: Buffer): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_CREAT, 0o640);
  try {
    await handle.write(image, 0, image.length, 0);
    if ((await handle.stat()).size !== SLOT_BYTES) await handle.truncate(SLOT_BYTES);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** @throws RangeError when the text does not fit */
export function encodeSlot(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  if (body.length > ROOM) throw new RangeError(`a slot holds ${ROOM} bytes, not ${body.length}`);
  const image = Buffer.alloc(SLOT_BYTES);
  let offset = image.write(MAGIC, 0, 'latin1');
  offset = image.writeUInt32LE(body.length, offset);
  body.copy(image, offset);
  digest(image).copy(image, SLOT_BYTES - HASH_BYTES);
  return image;
}

export function decodeSlot(image: Buffer): SlotContent {
  if (image.length !== SLOT_BYTES || image.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return { state: 'broken' };
  if (!digest(image).equals(image.subarray(SLOT_BYTES - HASH_BYTES))) return { state: 'broken' };
  const length = image.readUInt32LE(MAGIC.length);
  const start = MAGIC.length + 4;
  return { state: 'valid', text: image.toString('utf8', start, start + length) };
}

const digest = (image: Buffer): Buffer =>
  createHash('sha256')
    .update(image.subarray(0, SLOT_BYTES - HASH_BYTES))
    .digest();

function readSlot(file: string): SlotContent {
  if (!existsSync(file)) return { state: 'missing' };
  try {
    const fd = openSync(file, 'r');
    try {
      const image = Buffer.alloc(SLOT_BYTES + 1);
      return decodeSlot(image.subarray(0, readSync(fd, image, 0, image.length, 0)));
    } finally {
      closeSync(fd);
    }
  } catch {
    return { state: 'broken' };
  }
}

function attempt(work: () => void): unknown[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error];
  }
}

function writeSlot(file: string, image: Buffer): void {
  const isNew = !existsSync(file);
  const fd = openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o640);
  try {
    writeSync(fd, image, 0, image.length, 0);
    // A longer file would stay broken for ever.
    if (fstatSync(fd).size !== SLOT_BYTES) ftruncateSync(fd, SLOT_BYTES);
    if (isNew) fsyncSync(fd);
    else fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
  if (isNew) syncFolder(dirname(file));
}
