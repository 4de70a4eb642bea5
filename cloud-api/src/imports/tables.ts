import type { Generated, JSONColumnType } from 'kysely';
import type { ImportKindName } from './kind-name.ts';
import type { Step } from './step.ts';

export interface RosterImportTable {
  id: Generated<string>;
  school: string;
  kind: ImportKindName;
  /** SHA-256 of the file, hex. */
  file_hash: string;
  added: number;
  changed: number;
  removed: number;
  applied_at: Date;
  applied_by: string | null;
  undone_at: Date | null;
}

/** What one import did, in order; undoing goes backwards. */
export interface RosterImportStepTable {
  import: string;
  n: number;
  school: string;
  step: JSONColumnType<Step, string, never>;
}

export interface ImportTables {
  roster_import: RosterImportTable;
  roster_import_step: RosterImportStepTable;
}
