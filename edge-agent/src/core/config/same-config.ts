/** Whether two parts of a configuration say the same; the order of names in the file is none of it. */
export function sameConfig(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [said(a), said(b)];
  return (
    left.length === right.length && left.every(([name, value]) => sameConfig(value, Reflect.get(b, name)))
  );
}

const said = (value: object) => Object.entries(value).filter(([, part]) => part !== undefined);
