export type { LocalStatus } from './device.ts';
export { faultlessPd, type PdFaults } from './faults.ts';
export {
  type Capability,
  capabilitiesOf,
  clientId,
  type MakerCommands,
  type PdHardware,
  type PdIdentity,
  simulatedHardware,
  simulatedIdentity,
} from './identity.ts';
export type { LinkHabits } from './link.ts';
export type { LinkEntry } from './link-answer.ts';
export type { PdMemory, SecurityPolicy } from './memory.ts';
export type { PanelView } from './panel.ts';
export { Pd } from './pd.ts';
export type { PdListener, PdOptions } from './pd-options.ts';
export type { PdView } from './pd-view.ts';
export type { CardRead, KeyPresses } from './report-queue.ts';
