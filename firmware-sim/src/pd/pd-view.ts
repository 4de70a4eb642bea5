import type { ContactState } from '@vratar/protocol/osdp';
import type { LocalStatus } from './device.ts';
import type { PdFaults } from './faults.ts';
import type { PdLink } from './link.ts';
import type { PanelView } from './panel.ts';

/** What somebody with a screwdriver and a scope sees of a device. */
export interface PdView {
  readonly address: number;
  readonly baud: number;
  readonly powered: boolean;
  readonly session: PdLink['session'];
  /** Milliseconds since the ACU last spoke to it; undefined when it never did. */
  readonly heardAgoMs: number | undefined;
  readonly inputs: readonly ContactState[];
  readonly outputs: readonly boolean[];
  readonly local: LocalStatus;
  readonly panels: readonly PanelView[];
  readonly waitingReports: number;
  readonly lostReads: number;
  readonly faults: PdFaults;
}
