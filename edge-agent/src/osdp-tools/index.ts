import { Argument, Command } from 'commander';
import { capabilities } from './commands/capabilities.ts';
import { capture } from './commands/capture.ts';
import { comset } from './commands/comset.ts';
import { decode } from './commands/decode.ts';
import { identify } from './commands/identify.ts';
import { keyset } from './commands/keyset.ts';
import { monitor } from './commands/monitor.ts';
import { replay } from './commands/replay.ts';
import { scan } from './commands/scan.ts';
import { EXIT_HELP } from './exit-codes.ts';
import {
  address,
  baud,
  bauds,
  integer,
  PORT_HELP,
  seconds,
  withFrameOptions,
  withKeyOptions,
  withLineOptions,
} from './options.ts';
import { runTool } from './run-tool.ts';

/**
 * The group `vratar-edge osdp …`: an installer's tools on a line. They open the port themselves, so the gate must not
 * have it open. Mount it with `program.addCommand(osdpCommand())`; wrong arguments are thrown as commander's own error.
 */
export function osdpCommand(): Command {
  const group = new Command('osdp')
    .description('Find, commission and watch the devices of an OSDP line')
    .exitOverride()
    .addHelpText('after', EXIT_HELP);
  addQuestions(group);
  addSettings(group);
  addListening(group);
  addCaptures(group);
  return group;
}

const SCAN_HELP = `
Two devices at one address are told by their answers, which come both or spoil each other. Two of a kind that answer with
the very same bits at the very same moment look like one: connect new readers one by one.`;

const port = () => new Argument('<port>', PORT_HELP);
const device = () => new Argument('<address>', 'address of the device, 0 to 126').argParser(address);

/** A subcommand that inherits how the group ends. */
function tool(group: Command, name: string, description: string): Command {
  return group.command(name).description(description).addHelpText('after', EXIT_HELP);
}

function addQuestions(group: Command): void {
  const scanning = tool(group, 'scan', 'Ask every address who is there')
    .addArgument(port())
    .addHelpText('after', SCAN_HELP);
  withFrameOptions(scanning)
    .option('--bauds <rates>', 'speeds to try, separated by commas', bauds, [9600, 115_200])
    .option('--from <address>', 'first address', address, 0)
    .option('--to <address>', 'last address', address, 126)
    .option('--json', 'one JSON object a device')
    .action((target, options) => runTool((io) => scan(io, target, options)));

  const identifying = tool(group, 'identify', 'Ask a device who it is')
    .addArgument(port())
    .addArgument(device());
  withKeyOptions(withLineOptions(identifying))
    .option('--json', 'a JSON object')
    .action((target, at, options) => runTool((io) => identify(io, target, at, options)));

  const listing = tool(group, 'capabilities', 'Ask a device what it can do')
    .addArgument(port())
    .addArgument(device());
  withKeyOptions(withLineOptions(listing))
    .option('--json', 'one JSON object a function')
    .action((target, at, options) => runTool((io) => capabilities(io, target, at, options)));
}

function addSettings(group: Command): void {
  const setting = tool(group, 'keyset', 'Give a device its own key, and prove that it took it')
    .addArgument(port())
    .addArgument(device());
  withKeyOptions(withLineOptions(setting))
    .option('--generate <file>', 'make a key, and write it to this new file before it is sent')
    .option('--new-key-file <file>', 'send the key in this file')
    .option('--master-key-file <file>', 'derive the key from this one and the device’s own number')
    .action((target, at, options) => runTool((io) => keyset(io, target, at, options)));

  const moving = tool(group, 'comset', 'Move a device to another address or speed, and look for it there')
    .addArgument(port())
    .addArgument(device());
  withKeyOptions(withLineOptions(moving))
    .option('--new-address <address>', 'its new address', address)
    .option('--new-baud <rate>', 'its new speed', baud)
    .action((target, at, options) => runTool((io) => comset(io, target, at, options)));
}

function withListenOptions(command: Command): Command {
  return withKeyOptions(withLineOptions(command))
    .option('--poll <address>', 'poll this device, instead of listening to what others say', address)
    .option('--interval <ms>', 'pause between polls', integer(0, 60_000), 50)
    .option('--for <seconds>', 'stop after this time', seconds);
}

function addListening(group: Command): void {
  const watching = tool(group, 'monitor', 'Show what is said on a line').addArgument(port());
  withListenOptions(watching)
    .option('--all', 'show POLL and ACK too')
    .option('--reveal', 'show card numbers, PINs and keys')
    .option('--json', 'one JSON object a frame')
    .action((target, options) => runTool((io) => monitor(io, target, options)));

  const recording = tool(group, 'capture', 'Record what is said on a line, for OSDP tools (.osdpcap)')
    .addArgument(port())
    .argument('<file>', 'new file');
  withListenOptions(recording)
    .option('--unredacted', 'keep card numbers, PINs and keys that anyone with the file can read')
    .action((target, file, options) => runTool((io) => capture(io, target, file, options)));
}

function addCaptures(group: Command): void {
  tool(group, 'decode', 'Show what a capture holds')
    .argument('<file>', 'an .osdpcap file, or - for standard input')
    .option('--key-file <file>', 'keys that secure channels may have been opened with, one a line')
    .option('--all', 'show POLL and ACK too')
    .option('--reveal', 'show card numbers, PINs and keys')
    .option('--json', 'one JSON object a frame')
    .action((file, options) => runTool((io) => decode(io, file, options)));

  const repeating = tool(group, 'replay', 'Send the commands of a capture to a device again')
    .argument('<file>', 'an .osdpcap file, or - for standard input')
    .addArgument(port())
    .addArgument(device());
  withKeyOptions(withLineOptions(repeating))
    .option('--capture-keys <file>', 'keys that read the capture, one a line')
    .option('--of <address>', 'address in the capture, when it is another', address)
    .option('--fast', 'without the pauses of the recording')
    .option('--settings', 'send KEYSET and COMSET too')
    .action((file, target, at, options) => runTool((io) => replay(io, file, target, at, options)));
}
