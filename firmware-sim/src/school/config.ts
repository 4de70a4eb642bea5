import { type Static, Type } from 'typebox';
import { CrowdConfig } from '../crowd/index.ts';
import { siteFields } from '../site/index.ts';

const closed = { additionalProperties: false } as const;

export const BoardConfig = Type.Object(
  {
    host: Type.String({ default: '127.0.0.1' }),
    port: Type.Integer({ minimum: 0, maximum: 65_535, default: 7420, description: '0 takes a free one.' }),
  },
  { ...closed, default: {} },
);
export type BoardConfig = Static<typeof BoardConfig>;

/** Configuration of `vratar-sim school`. Paths are relative to the file. */
export const SchoolConfig = Type.Object(
  {
    ...siteFields,
    data: Type.String({
      default: '.',
      description: 'Folder for what devices remember (keys.json) and what truly happened (oracle.jsonl).',
    }),
    people: Type.Optional(
      Type.String({
        description: 'People file of the cloud’s demonstration school: cards and who carries them.',
      }),
    ),
    board: BoardConfig,
    crowd: CrowdConfig,
  },
  closed,
);
export type SchoolConfig = Static<typeof SchoolConfig>;
