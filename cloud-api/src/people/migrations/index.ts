import type { Migration } from 'kysely/migration';
import { places } from './1001-places.ts';
import { people } from './1002-people.ts';
import { calendar } from './1003-calendar.ts';
import { identifierOwner } from './1004-identifier-owner.ts';
import { sameSchool } from './1005-same-school.ts';
import { listOrder } from './1006-list-order.ts';
import { gateRules } from './1007-gate-rules.ts';
import { retiredGateways } from './1008-retired-gateways.ts';
import { closedEntrances } from './1009-closed-entrances.ts';

export const peopleMigrations: Readonly<Record<string, Migration>> = {
  '1001_places': places,
  '1002_people': people,
  '1003_calendar': calendar,
  '1004_identifier_owner': identifierOwner,
  '1005_same_school': sameSchool,
  '1006_list_order': listOrder,
  '1007_gate_rules': gateRules,
  '1008_retired_gateways': retiredGateways,
  '1009_closed_entrances': closedEntrances,
};
