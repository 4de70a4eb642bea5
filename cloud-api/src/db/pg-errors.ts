/** Whether PostgreSQL refused a row because it overlaps another (SQLSTATE 23P01). */
export const isExclusion = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === '23P01';
