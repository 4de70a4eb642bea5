export { type AppliedImport, applyImport } from './apply-import.ts';
export type { ImportKindName } from './kind-name.ts';
export { IMPORT_KINDS } from './kinds/index.ts';
export type { Change, ImportContext } from './plan.ts';
export { type ImportReport, planImport } from './plan-import.ts';
export { importTemplate } from './template.ts';
export { undoImport } from './undo-import.ts';
