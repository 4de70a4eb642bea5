import { Type } from 'typebox';
import { Uuid } from '../../api/index.ts';

export const ImportKindField = Type.Enum(['students', 'staff', 'guardians', 'timetable']);

const Problem = Type.Object({
  code: Type.String(),
  text: Type.String(),
  next: Type.String({ description: 'What to do about it.' }),
  line: Type.Optional(Type.Integer({ description: 'Row of the file.' })),
  column: Type.Optional(Type.Integer()),
});

export const ReportView = Type.Object({
  kind: ImportKindField,
  format: Type.String(),
  encoding: Type.Optional(Type.String()),
  rows: Type.Integer(),
  unknownColumns: Type.Array(Type.String()),
  counts: Type.Object({ added: Type.Integer(), changed: Type.Integer(), removed: Type.Integer() }),
  unchanged: Type.Integer(),
  changes: Type.Array(
    Type.Object({
      action: Type.Enum(['add', 'change', 'remove']),
      line: Type.Optional(Type.Integer()),
      label: Type.String(),
      fields: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  missing: Type.Array(Type.String({ description: 'In the registers and not in the file.' })),
  problems: Type.Array(Problem),
});

export const AppliedView = Type.Object({
  id: Type.Optional(Uuid),
  report: ReportView,
});

export const ImportView = Type.Object({
  id: Uuid,
  kind: ImportKindField,
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  appliedAt: Type.String(),
  undoneAt: Type.Optional(Type.String()),
});
