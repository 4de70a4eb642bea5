import { EXIT } from '../exit-codes.ts';
import type { KeyOptions, LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import { withDevice } from '../with-device.ts';
import { identityFields } from './identity.ts';

export type IdentifyOptions = LineOptions & KeyOptions & { readonly json?: true };

/** Who the device says it is. */
export function identify(
  io: ToolIo,
  target: string,
  address: number,
  options: IdentifyOptions,
): Promise<number> {
  return withDevice(io, target, address, options, async (device) => {
    const identity = await device.expect({ kind: 'ID', form: 0 }, 'PDID');
    const cuid =
      device.cuid === undefined ? undefined : Buffer.from(device.cuid).toString('hex').toUpperCase();
    const fields = {
      address,
      ...identityFields(identity),
      channel: device.secured === undefined ? 'clear' : `${device.secured} key`,
      ...(cuid === undefined ? {} : { cuid }),
    };
    if (options.json) io.out(JSON.stringify(fields));
    else for (const [name, value] of Object.entries(fields)) io.out(`${name.padEnd(10)}${value}`);
    return EXIT.done;
  });
}
