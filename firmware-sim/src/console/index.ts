export { commandLine } from './command-line.ts';
export { type DeviceCommand, deviceCommands, helpText } from './device-commands.ts';
export { type ConsoleParts, DeviceConsole } from './device-console.ts';
export { parseCommand } from './parse-command.ts';
