import type { Answer, CommandName, GatewayState } from '@vratar/protocol/delivery';
import type { SitePolicy } from '@vratar/protocol/lists';
import type { Generated, JSONColumnType } from 'kysely';

/** The newest that is known of a gateway's condition. Times are milliseconds since 1970 by the cloud's clock. */
export interface GatewayStatusTable {
  gateway: string;
  school: string;
  connection: string;
  online: boolean;
  /** When it came online or went. */
  changed_at: number;
  heard_at: number;
  /** How the last connection ended: broken, or with a goodbye. */
  ended: 'will' | 'bye' | null;
  report: JSONColumnType<GatewayState>;
}

/** A copy of an event that could not wait for its place in the backlog. */
export interface LiveAlarmTable {
  gateway: string;
  epoch: number;
  seq: number;
  school: string;
  /** The device's clock. */
  at: number;
  kind: string;
  line: string;
  received_at: number;
}

/** Which allow list a gateway has. */
export interface GatewayListTable {
  gateway: string;
  school: string;
  /** As it reported last; 0: none. */
  version: number;
  /** Code of the refusal of the last document. */
  refused: string | null;
  reported_at: number;
  /** Version that was offered last. */
  offered: Generated<number>;
  offered_at: Generated<number>;
}

export interface GatewayCommandTable {
  id: string;
  gateway: string;
  school: string;
  name: CommandName;
  args: JSONColumnType<Record<string, unknown>>;
  issuer: string;
  issued_at: number;
  expires_at: number;
  sent_at: number | null;
  /** Null while it waits; `unanswered`: it expired, and nobody knows whether it was done before. */
  result: Answer['result'] | 'unanswered' | null;
  code: string | null;
  answered_at: number | null;
}

/** A version of a site's rules; numbered as the list that carried it first. */
export interface SitePolicyTable {
  site: string;
  version: number;
  school: string;
  policy: JSONColumnType<SitePolicy>;
  issued_at: Date;
}

export interface FleetTables {
  gateway_command: GatewayCommandTable;
  gateway_list: GatewayListTable;
  gateway_status: GatewayStatusTable;
  live_alarm: LiveAlarmTable;
  site_policy: SitePolicyTable;
}
