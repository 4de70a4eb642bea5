import type { AccountTables } from '../accounts/tables.ts';
import type { ApiTables } from '../api/tables.ts';
import type { AttendanceTables } from '../attendance/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { CardTables } from '../cards/tables.ts';
import type { ConsentTables } from '../consent/tables.ts';
import type { FleetTables } from '../fleet/tables.ts';
import type { ImportTables } from '../imports/tables.ts';
import type { IngestTables } from '../ingest/tables.ts';
import type { MonthTables } from '../month/tables.ts';
import type { NumberTables } from '../numbers/tables.ts';
import type { PeopleTables } from '../people/tables/index.ts';
import type { VaultTables } from '../vault/tables.ts';

/**
 * All tables, typed. Each capability exports an interface of its own tables (`table name → row type`), and this
 * interface extends it; a query outside its capability then reads like any other.
 */
export interface Database
  extends FleetTables,
    ImportTables,
    IngestTables,
    PeopleTables,
    VaultTables,
    CardTables,
    AuditTables,
    AccountTables,
    ApiTables,
    AttendanceTables,
    MonthTables,
    NumberTables,
    ConsentTables {}
