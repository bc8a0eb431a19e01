/** Every backslash command, in the order of `\?`: the one table behind dispatch, help and completion. */
import { bufferCommands } from './buffer.ts';
import type { MetaCommand } from './command.ts';
import { conditionalCommands } from './conditional.ts';
import { connectionCommands } from './connection.ts';
import { describeCommands } from './describe.ts';
import { formattingCommands } from './formatting.ts';
import { generalCommands } from './general.ts';
import { helpCommands } from './help.ts';
import { outputCommands } from './output.ts';
import { systemCommands } from './system.ts';
import { unsupportedCommands } from './unsupported.ts';
import { variableCommands } from './variables.ts';

export const metaCommands: readonly MetaCommand[] = [
  ...generalCommands,
  ...helpCommands,
  ...bufferCommands,
  ...outputCommands,
  ...conditionalCommands,
  ...describeCommands,
  ...formattingCommands,
  ...connectionCommands,
  ...systemCommands,
  ...variableCommands,
  ...unsupportedCommands,
];

const byName = new Map(metaCommands.flatMap((command) => command.names.map((name) => [name, command] as const)));

export function findCommand(name: string): MetaCommand | undefined {
  return byName.get(name) ?? metaCommands.find((command) => command.form?.test(name) === true);
}
