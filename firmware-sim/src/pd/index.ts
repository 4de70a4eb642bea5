export type { LocalStatus } from './device.ts';
export { faultlessPd, type PdFaults } from './faults.ts';
export {
  type Capability,
  capabilitiesOf,
  clientId,
  type PdHardware,
  type PdIdentity,
  simulatedHardware,
  simulatedIdentity,
} from './identity.ts';
export type { LinkEntry, LinkHabits } from './link.ts';
export type { PdMemory, SecurityPolicy } from './memory.ts';
export type { PanelView } from './panel.ts';
export { Pd, type PdListener, type PdOptions, type PdView } from './pd.ts';
export type { CardRead, KeyPresses } from './report-queue.ts';
