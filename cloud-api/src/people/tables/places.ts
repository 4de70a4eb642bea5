import type { CredentialKind, SitePolicy } from '@vratar/protocol/lists';
import type { Generated, JSONColumnType } from 'kysely';
import type { Known } from './calendar.ts';

export interface RegionTable {
  id: Generated<string>;
  /** Code of the province, such as `SOF`. */
  code: string;
  name: string;
}

/** What a school decides for itself; absent means the default written beside it. */
export interface SchoolSettings {
  /** More than one active credential a person; false. */
  readonly severalCredentials?: boolean;
  /** Names on the guard's screen from an encrypted local roster; false. */
  readonly localRoster?: boolean;
}

/** What a school decides about its gates; holidays come from its calendar. */
export interface GateRules
  extends Omit<SitePolicy, 'timezone' | 'language' | 'schools' | 'holidays' | 'issuedAt'> {
  /** Groups of `groups` that the credentials of a kind belong to; at any time unless told. */
  readonly groupsOf: Partial<Record<CredentialKind, string[]>>;
}

/** Hold from their date until the next ones. */
export interface GateRulesTable extends Known {
  id: Generated<string>;
  school: string;
  holds_from: string;
  rules: JSONColumnType<GateRules, string, never>;
}

export interface SchoolTable {
  id: Generated<string>;
  region: string;
  /** Institution code of НЕИСПУО, 7 digits. */
  code: string;
  name: string;
  city: Generated<string>;
  /** IANA name. */
  timezone: Generated<string>;
  language: Generated<'bg' | 'ru' | 'en'>;
  settings: JSONColumnType<SchoolSettings, string | undefined, string>;
}

export interface BuildingTable {
  id: Generated<string>;
  school: string;
  /** As events name it; unique within the school. */
  code: string;
  name: string;
  address: Generated<string>;
  /** Local wall-clock times `HH:MM:SS`: outside them presence is not expected (R5 to R7). */
  opens: Generated<string>;
  closes: Generated<string>;
}

/** A part of a building that is counted by itself: anti-passback, muster. */
export interface ZoneTable {
  id: Generated<string>;
  school: string;
  building: string;
  code: string;
  name: string;
}

/** Gateways that share one key and one allow list: usually everything that a school has. */
export interface SiteTable {
  id: Generated<string>;
  school: string;
  name: string;
}

/** Another school whose people also use the site. */
export interface SiteGuestTable {
  site: string;
  school: string;
}

export interface GatewayTable {
  /** As topics name it. */
  id: string;
  school: string;
  site: string;
  building: string;
  name: string;
  state: Generated<'new' | 'enrolled' | 'retired'>;
  /** When it was said that it is retired; from then on nothing is taken from it. */
  retired_at: Generated<Date | null>;
  /** Until when it really stood in service; not after `retired_at`. */
  served_until: Generated<Date | null>;
  /** Of a retired one: nobody goes in there any more. */
  entrance_closed: Generated<boolean>;
  created_at: Generated<Date>;
}

export interface LaneTable {
  gateway: string;
  /** As events name it; unique within the gateway. */
  id: string;
  school: string;
  building: string;
  /** What lies behind it. */
  zone: string | null;
  name: string;
  kind: 'tripod' | 'full_height' | 'speed_gate' | 'door' | 'open';
}
