import { LIST_PART_BYTES, type ListDocumentId, type ListPart, ListReport } from '@vratar/protocol/delivery';
import { downTopic } from '@vratar/protocol/messages';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Compile } from 'typebox/compile';
import { enqueue, kyselyOver } from '../../db/index.ts';
import type { Tally } from '../../ingest/tally.ts';
import type { ListDocuments } from './list-documents.ts';
import { claimLagging, reportList } from './list-rows.ts';
import { LIST_OUTRUN } from './outrun-task.ts';

const isReport = Compile(ListReport);

/** An offer that was not answered by then is made again. */
const AGAIN_MS = 20_000;

export interface ListDeskOptions {
  /** Connections of the role `ingest`. */
  readonly pool: Pool;
  readonly documents: ListDocuments;
  readonly publish: (topic: string, payload: string) => void;
  readonly log: Logger;
  readonly tally: Tally;
  readonly now: () => number;
}

/** Brings lists to gateways: offers new versions, and answers what gateways report and want. */
export class ListDesk {
  readonly #options: ListDeskOptions;

  constructor(options: ListDeskOptions) {
    this.#options = options;
  }

  /** A gateway says which list it has, or which part it wants. */
  async reported(gateway: string, payload: Buffer): Promise<void> {
    const { pool, tally, now } = this.#options;
    const report = jsonOf(payload);
    if (!isReport.Check(report)) {
      tally.add('list_report_invalid');
      return;
    }
    if (report.kind === 'want') return this.#send(gateway, undefined, report.document.base, report);
    const { version, refused } = report;
    const list = await reportList(pool, gateway, version, refused, now());
    if (list === undefined) return;
    if (version > list.current) return this.#outrun(list.site, version);
    if (version === list.current) return;
    await this.#send(gateway, list.site, refused === undefined ? version : 0);
  }

  /** A site's list has a new version, or it is time to look at all of them. */
  async offer(site: string | undefined): Promise<void> {
    const { pool, now } = this.#options;
    const lagging = await claimLagging(pool, site, now(), now() - AGAIN_MS);
    for (const { gateway, site: of, version } of lagging) await this.#send(gateway, of, version);
  }

  /** Sends one part: of the document that is wanted if it is still the present one, else the first of the present one. */
  async #send(
    gateway: string,
    site: string | undefined,
    base: number,
    wanted?: { readonly document: ListDocumentId; readonly offset: number },
  ): Promise<void> {
    const { pool, documents, publish, log } = this.#options;
    const of = site ?? (await siteOf(pool, gateway));
    const document = of === undefined ? undefined : await documents.make(gateway, of, base);
    if (document === undefined) return;
    const { id, bytes } = document;
    const same = wanted?.document.version === id.version;
    const offset = same && wanted.offset < bytes.length ? wanted.offset : 0;
    const text = bytes.subarray(offset, offset + LIST_PART_BYTES).toString('base64');
    const part: ListPart = { v: 1, document: id, total: bytes.length, offset, bytes: text };
    publish(downTopic(gateway, 'list'), JSON.stringify(part));
    if (offset === 0) log.debug({ gateway, ...id, bytes: bytes.length }, 'list offered');
  }

  /** The gateway is ahead: this cloud was restored. Its list must go past that version, or it would never be taken. */
  async #outrun(site: string, version: number): Promise<void> {
    const { pool, log } = this.#options;
    log.warn({ site, version }, 'a gateway has a newer list than the cloud');
    await enqueue(kyselyOver(pool), LIST_OUTRUN, { site, version }, { key: `${LIST_OUTRUN}:${site}` });
  }
}

async function siteOf(pool: Pool, gateway: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ site: string }>(
    `select site from gateway where id = $1 and state <> 'retired'`,
    [gateway],
  );
  return rows[0]?.site;
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
