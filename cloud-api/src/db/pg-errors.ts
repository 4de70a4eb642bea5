/** Whether PostgreSQL refused a row because it overlaps another (SQLSTATE 23P01). */
export const isExclusion = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === '23P01';

/** Whether PostgreSQL refused to delete a row that others refer to (SQLSTATE 23503). */
export const isReferred = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23503';

/** Whether PostgreSQL refused a row because another has the same key (SQLSTATE 23505). */
export const isUnique = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23505';
