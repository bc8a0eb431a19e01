/** psql's commands for what ddbsql has not: each says so, and none does half of it. */
import type { MetaCommand } from './command.ts';

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(?:da|dA[cfop]?|db|dc|dC|dd|dD|ddp|df[anptw]*|dF[dpt]?|do|dO|dP[itn]*|dT|dX|dy|dL|dl)[S+]*$/, ''],
  [/^(?:drds|dRp|dRs|dconfig)[S+]*$/, ''],
  [/^lo_(?:export|import|list|unlink)\+?$/, 'DynamoDB has no large objects'],
  [/^(?:ef|ev|sf|sv)\+?$/, ''],
  [/^password$/, 'credentials are options of a user mapping: see \\h CREATE USER MAPPING'],
];

function reasonFor(name: string): string {
  return reasons.find(([form]) => form.test(name))?.[1] ?? '';
}

export const unsupportedCommands: readonly MetaCommand[] = [
  {
    names: [],
    form: new RegExp(reasons.map(([form]) => form.source).join('|')),
    section: 'General',
    help: [],
    takes: 4,
    run(call) {
      const reason = reasonFor(call.name);
      return call.fail(`not supported by ddbsql${reason === '' ? '' : `: ${reason}`}`);
    },
  },
];
