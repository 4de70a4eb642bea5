import type { Static } from 'typebox';
import type { Grant } from '../permissions/index.ts';
import type { GrantView } from './schemas.ts';

/** A grant as the API shows it: moments as text. */
export function grantView({ until, children, acts, ...grant }: Grant): Static<typeof GrantView> {
  return {
    ...grant,
    ...(children === undefined ? {} : { children: [...children] }),
    ...(acts === undefined ? {} : { acts: [...acts] }),
    ...(until === undefined ? {} : { until: until.toISOString() }),
  };
}
