import { type Static, Type } from 'typebox';
import { FireConfig, LaneConfig } from './lane-config.ts';
import { LineConfig } from './line-config.ts';

/** What is built at one gateway: lines with devices, lanes, the fire panel. */
export const siteFields = {
  seed: Type.Integer({ default: 1, description: 'The same seed gives the same chance.' }),
  lines: Type.Array(LineConfig, { minItems: 1, maxItems: 16 }),
  lanes: Type.Array(LaneConfig, { maxItems: 64, default: [] }),
  fire: Type.Array(FireConfig, { maxItems: 32, default: [] }),
};

export const SiteConfig = Type.Object(siteFields, { additionalProperties: false });
export type SiteConfig = Static<typeof SiteConfig>;
