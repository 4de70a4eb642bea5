import { VratarError } from '@vratar/protocol/errors';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** One card of the school, as the cloud's demonstration writes it. */
export const CardEntry = Type.Object({
  /** UID in hexadecimal, as the card sends it (uid0 first): 4, 7 or 10 bytes. */
  uid: Type.String({ pattern: '^([0-9a-fA-F]{8}|[0-9a-fA-F]{14}|[0-9a-fA-F]{20})$' }),
  /** Who carries it, for the board. Entries with the same label are one person with several cards. */
  label: Type.String({ minLength: 1, maxLength: 120 }),
  kind: Type.Enum(['pupil', 'staff', 'pass_only', 'visitor', 'temporary', 'stock']),
  /** When its holder comes; absent for cards that stay in a drawer. */
  shift: Type.Optional(Type.Enum(['first', 'second'])),
  /** What the cloud knows of it. Cards in any state but these are expected to be refused. */
  state: Type.Enum(['issued', 'lost', 'blocked', 'stock', 'pass_only', 'visitor', 'temporary']),
});
export type CardEntry = Static<typeof CardEntry>;

/** The file that connects the cloud's invented school with the simulator: `{ version, school, people }`. */
export const PeopleFile = Type.Object({
  version: Type.Literal(1),
  /** Name of the school, for the board's title. */
  school: Type.String(),
  people: Type.Array(CardEntry),
});
export type PeopleFile = Static<typeof PeopleFile>;

/** @throws VratarError `sim_people_file`, naming the entry */
export function parsePeopleFile(text: string, file: string): PeopleFile {
  const value = parseJson(text, file);
  const [problem] = Value.Errors(PeopleFile, value);
  if (problem !== undefined) {
    throw new VratarError('sim_people_file', { why: problem.message }, { file, field: problem.instancePath });
  }
  return value as PeopleFile;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new VratarError('sim_people_file', { why: (error as Error).message }, { file }, { cause: error });
  }
}
