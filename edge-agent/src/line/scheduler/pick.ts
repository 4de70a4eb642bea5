import type { Device } from './device.ts';
import type { Request } from './parts/request.ts';

/** What goes out next, and to whom. */
export interface Pick {
  readonly device: Device;
  readonly request: Request;
}
