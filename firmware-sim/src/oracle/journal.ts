import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  type WriteStream,
} from 'node:fs';
import { createInterface } from 'node:readline';
import type { OracleRecord } from './records.ts';

/** The oracle's records in a file of JSON lines; a second start goes on behind the first. */
export class OracleJournal {
  readonly #stream: WriteStream;

  constructor(path: string) {
    const torn = existsSync(path) && !endsInNewline(path);
    this.#stream = createWriteStream(path, { flags: 'a' });
    if (torn) this.#stream.write('\n');
  }

  readonly write = (record: OracleRecord): void => {
    this.#stream.write(`${JSON.stringify(record)}\n`);
  };

  close(): Promise<void> {
    return new Promise((done) => this.#stream.end(done));
  }
}

/** Reads the records of a file. The line that was being written when a simulator was killed is left out. */
export async function* readOracle(path: string): AsyncGenerator<OracleRecord> {
  if (!existsSync(path)) return;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const record = parseRecord(line);
    if (record !== undefined) yield record;
  }
}

function parseRecord(line: string): OracleRecord | undefined {
  try {
    return JSON.parse(line) as OracleRecord;
  } catch {
    return undefined;
  }
}

function endsInNewline(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === 0x0a);
  } finally {
    closeSync(file);
  }
}
