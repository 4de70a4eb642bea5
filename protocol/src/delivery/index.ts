export { Ack } from './ack.ts';
export { LiveAlarm } from './alarm.ts';
export { type Batch, encodeBatch, type OpenedBatch, openBatch } from './batch.ts';
export {
  answerTo,
  type GoneVerdict,
  judgeBatch,
  judgeGone,
  MARK_START,
  type Mark,
  type Marks,
  type Verdict,
  welcome,
} from './cloud-side.ts';
export { Answer, COMMANDS, Command, type CommandName } from './command.ts';
export { COMMAND_ARGS, type CommandArgs } from './command-args.ts';
export type { GatewayEffect, GatewayInput, GatewayNote } from './gateway-io.ts';
export { gatewaySide } from './gateway-side.ts';
export {
  type Flight,
  GATEWAY_START,
  type GatewayState as DeliveryState,
  type Span,
} from './gateway-state.ts';
export { Gone } from './gone.ts';
export { Hello } from './hello.ts';
export { type EventFault, type InspectedEvent, type Inspection, inspectEvents } from './inspect.ts';
export { FORMATS, LIMITS } from './limits.ts';
export { type Assembled, assemble, type ListAssembly, wanted } from './list-assembly.ts';
export { LIST_PART_BYTES, ListDocumentId, ListPart, ListReport } from './list-messages.ts';
export { ClockMeasurement, GatewayState } from './state.ts';
export { Welcome } from './welcome.ts';
