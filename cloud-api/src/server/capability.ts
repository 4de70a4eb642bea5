import type { FastifyInstance } from 'fastify';
import type { TaskList } from 'graphile-worker';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { OidcSettings } from '../accounts/oidc/provider.ts';
import type { Database } from '../db/index.ts';
import type { ListKeys } from '../fleet/index.ts';
import type { StoredHook } from '../ingest/index.ts';
import type { Mailer } from '../mail/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the shell offers to every capability; each takes what it uses. */
export interface CloudParts {
  /** Connected as `api`: row-level security holds. */
  readonly api: Kysely<Database>;
  /** The connections under `api`, for what the query builder cannot do: following notices. */
  readonly apiPool: Pool;
  /** Connected as `jobs`: all schools. */
  readonly jobs: Kysely<Database>;
  readonly vault: Vault;
  readonly log: Logger;
  /** The cloud's clock. */
  readonly now: () => Date;
  /** Sends to a gateway, if a broker is there; nothing waits for it. */
  readonly toGateway: (topic: string, payload: string | Buffer) => void;
  /** The keys that sign allow lists; the role `jobs` brings gateways new ones. Absent where no gateway is served. */
  readonly listKeys?: ListKeys;
  /** Sends mails, where a server for them is configured. */
  readonly mailer?: Mailer;
  /** The identity provider, where one is configured. */
  readonly oidc?: OidcSettings;
}

/** A folder of the cloud as the shell sees it: what it adds to each role. */
export interface Capability {
  readonly name: string;
  /** Routes of the API, under /api/v1; declared with `schoolRoutes` and `openRoutes` of `api`. */
  readonly routes?: (app: FastifyInstance, parts: CloudParts) => Promise<void> | void;
  /** Built page folders of `cloud-api/web`, each served under its own name. */
  readonly pages?: readonly string[];
  /** Follows stored events inside the ingest transaction. */
  readonly hook?: (parts: Pick<CloudParts, 'log' | 'now'>) => StoredHook;
  /** Jobs by task name. */
  readonly tasks?: (parts: CloudParts) => TaskList;
  /** Recurring jobs, a crontab line each (graphile-worker). */
  readonly crontab?: readonly string[];
}
