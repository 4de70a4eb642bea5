import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Pem {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority in a folder, by openssl: the certificates are real ones. */
export class Authority {
  readonly #folder: string;
  readonly #name: string;
  #serial = 0;

  private constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  static async create(folder: string, name: string): Promise<Authority> {
    const authority = new Authority(folder, name);
    const [key, cert] = [authority.path(`${name}.key`), authority.path(`${name}.pem`)];
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
      ...['-subj', `/CN=${name}`, '-keyout', key, '-out', cert],
    ]);
    return authority;
  }

  path(file: string): string {
    return join(this.#folder, file);
  }

  certificate(): Promise<string> {
    return readFile(this.path(`${this.#name}.pem`), 'utf8');
  }

  /** Signs a certificate for a gateway, a worker, or a broker on this machine. */
  async issue(commonName: string): Promise<Pem> {
    this.#serial += 1;
    const base = this.path(`${this.#name}-${this.#serial}`);
    await writeFile(`${base}.ext`, 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    await run('openssl', [
      ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-subj', `/CN=${commonName}`, '-keyout', `${base}.key`, '-out', `${base}.csr`],
    ]);
    const ca = [this.path(`${this.#name}.pem`), this.path(`${this.#name}.key`)] as const;
    await run('openssl', [
      ...['x509', '-req', '-in', `${base}.csr`, '-CA', ca[0], '-CAkey', ca[1], '-days', '30'],
      ...['-set_serial', String(this.#serial), '-extfile', `${base}.ext`, '-out', `${base}.pem`],
    ]);
    const [key, cert] = await Promise.all([readFile(`${base}.key`, 'utf8'), readFile(`${base}.pem`, 'utf8')]);
    return { key, cert };
  }
}
