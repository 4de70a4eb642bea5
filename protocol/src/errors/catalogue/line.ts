import { defineErrors } from '../define.ts';

/** Serial lines, the ports behind them, and acts on the devices of a line. */
export const lineErrors = defineErrors({
  port_unavailable: {
    text: 'The port {port} cannot be opened: {why}.',
    next: 'Check that the adapter is plugged in, that its name is right, and that no other program uses it.',
  },
});
