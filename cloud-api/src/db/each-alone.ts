/**
 * Works on one item after the other; one that fails stops none of those that follow.
 * @param failed told of each failure as it happens
 * @throws AggregateError of all failures, at the end: the job counts as failed and is tried again
 */
export async function eachAlone<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  failed: (item: T, error: unknown) => void = () => undefined,
): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failed(item, error);
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} failed`);
}
