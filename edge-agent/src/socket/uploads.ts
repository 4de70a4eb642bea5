import { VratarError } from '@vratar/protocol/errors';
import { LIMITS } from './limits.ts';
import type { Request } from './operations.ts';

interface Upload {
  readonly bytes: Uint8Array;
  received: number;
}

/** Lists that clients are sending, part by part: one at a time for each connection, so many connections at most. */
export class Uploads {
  readonly #uploads = new Map<number, Upload>();

  /** @returns the whole once it is there. @throws VratarError `socket_upload`; then the upload starts over */
  add(connection: number, request: Request<'offerList'>): { received: number; whole?: Uint8Array } {
    const { total, offset } = request;
    if (offset === 0) this.#begin(connection, total);
    const upload = this.#uploads.get(connection);
    const part = Buffer.from(request.bytes, 'base64');
    const expected = upload?.received ?? 0;
    if (
      upload === undefined ||
      offset !== expected ||
      total !== upload.bytes.length ||
      misfits(upload, part)
    ) {
      this.#uploads.delete(connection);
      throw new VratarError('socket_upload', { found: offset, expected });
    }
    upload.bytes.set(part, offset);
    upload.received += part.length;
    if (upload.received < total) return { received: upload.received };
    this.#uploads.delete(connection);
    return { received: upload.received, whole: upload.bytes };
  }

  /** The oldest upload gives way: whoever abandoned it can begin again. */
  #begin(connection: number, total: number): void {
    this.#uploads.delete(connection);
    if (this.#uploads.size >= LIMITS.clients) this.#uploads.delete(this.#uploads.keys().next().value!);
    this.#uploads.set(connection, { bytes: new Uint8Array(total), received: 0 });
  }
}

const misfits = (upload: Upload, part: Uint8Array): boolean =>
  part.length === 0 || upload.received + part.length > upload.bytes.length;
