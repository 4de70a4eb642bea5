/** The schema of the gate's Unix socket: JSON lines, one version, every size bounded. */
export { Command, CommandAnswer, Order } from './commands.ts';
export { LIMITS } from './limits.ts';
export {
  type OperationName,
  operations,
  type Push,
  pushes,
  type Request,
  type Result,
  ROLES,
  type Role,
  TOPICS,
  type Topic,
} from './operations.ts';
export { Position } from './position.ts';
export { Alarm, GateStatus, LaneStatus, TapTrace } from './status.ts';
export { AnswerLine, ErrorBody, RequestLine } from './wire.ts';
