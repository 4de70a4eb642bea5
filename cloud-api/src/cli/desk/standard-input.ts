import { createInterface } from 'node:readline/promises';

/** Lines that hold something. */
export async function linesOf(input: NodeJS.ReadableStream): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input })) if (line.trim() !== '') lines.push(line);
  return lines;
}
