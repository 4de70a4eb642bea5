import { CAPABILITY, nameOf } from '@vratar/protocol/osdp';
import { EXIT } from '../exit-codes.ts';
import type { ToolIo } from '../tool-io.ts';
import { withDevice } from '../with-device.ts';
import { capabilityMeaning } from './capability-meaning.ts';
import type { IdentifyOptions } from './identify.ts';

/** What the device says it can do. */
export function capabilities(
  io: ToolIo,
  target: string,
  address: number,
  options: IdentifyOptions,
): Promise<number> {
  return withDevice(io, target, address, options, async (device) => {
    const { capabilities: all } = await device.expect({ kind: 'CAP', form: 0 }, 'PDCAP');
    for (const { function: code, level, units } of all) {
      const name = nameOf(CAPABILITY, code) ?? `function ${code}`;
      const meaning = capabilityMeaning(code, level, units);
      if (options.json) io.out(JSON.stringify({ function: code, name, level, units, meaning }));
      else io.out(`${name.padEnd(24)}${String(level).padStart(3)}${String(units).padStart(5)}  ${meaning}`);
    }
    return EXIT.done;
  });
}
