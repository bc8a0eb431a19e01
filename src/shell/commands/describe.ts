/** The `\d` family: what is in the catalog. A `+` asks for more, an `S` for the system's own objects too. */
import type { CommandStatus } from '../mainloop.ts';
import type { CommandCall, MetaCommand } from './command.ts';

const section = 'Informational';

/** The listings are loaded when one is asked for. */
const foreign = () => import('../describe/foreign.ts');
const relations = () => import('../describe/relations.ts');

function optionsOf(call: CommandCall) {
  return { pattern: call.text(0), verbose: call.name.includes('+'), system: call.name.includes('S') };
}

const takesPattern = { section, takes: 1, stripsSemicolons: true } as const;

export const describeCommands: readonly MetaCommand[] = [
  {
    ...takesPattern,
    names: ['d'],
    form: /^d[S+]*$/,
    help: [
      { synopsis: '\\d[S+]', text: ['list tables, views, and sequences'] },
      { synopsis: '\\d[S+]  NAME', text: ['describe table, view, sequence, or index'] },
    ],
    completion: ['relation'],
    async run(call): Promise<CommandStatus> {
      const options = optionsOf(call);
      // A bare \d lists as \dtvmsE does.
      if (options.pattern === undefined) return (await relations()).listRelations(call.shell, 'tvmsE', options);
      const { describeRelations } = await import('../describe/relation.ts');
      return describeRelations(call.shell, options);
    },
  },
  {
    ...takesPattern,
    names: ['des', 'des+'],
    help: [{ synopsis: '\\des[+] [PATTERN]', text: ['list foreign servers (+ of a wrapper: its options)'] }],
    completion: ['server'],
    async run(call): Promise<CommandStatus> {
      const { pattern, verbose } = optionsOf(call);
      return (await foreign()).listServers(call.shell, pattern, verbose);
    },
  },
  {
    ...takesPattern,
    names: ['det', 'det+'],
    help: [{ synopsis: '\\det[+] [PATTERN]', text: ['list foreign tables'] }],
    completion: ['foreign-table'],
    async run(call): Promise<CommandStatus> {
      const { pattern, verbose } = optionsOf(call);
      return (await foreign()).listForeignTables(call.shell, pattern, verbose);
    },
  },
  {
    ...takesPattern,
    names: ['deu', 'deu+'],
    help: [{ synopsis: '\\deu[+] [PATTERN]', text: ['list user mappings'] }],
    completion: ['server'],
    async run(call): Promise<CommandStatus> {
      const { pattern, verbose } = optionsOf(call);
      return (await foreign()).listUserMappings(call.shell, pattern, verbose);
    },
  },
  {
    ...takesPattern,
    names: ['dew', 'dew+'],
    help: [{ synopsis: '\\dew[+] [PATTERN]', text: ['list foreign-data wrappers'] }],
    completion: ['wrapper'],
    async run(call): Promise<CommandStatus> {
      const { pattern, verbose } = optionsOf(call);
      return (await foreign()).listWrappers(call.shell, pattern, verbose);
    },
  },
  {
    ...takesPattern,
    names: ['dn'],
    form: /^dn[S+]*$/,
    help: [{ synopsis: '\\dn[S+] [PATTERN]', text: ['list schemas'] }],
    completion: ['schema'],
    run: async (call) => (await relations()).listSchemas(call.shell, optionsOf(call)),
  },
  {
    ...takesPattern,
    names: ['dp', 'z'],
    form: /^(?:dp|z)S?$/,
    help: [
      { synopsis: '\\dp     [PATTERN]', text: ['list table, view, and sequence access privileges'] },
      { synopsis: '\\z      [PATTERN]', text: ['same as \\dp'] },
    ],
    completion: ['relation'],
    run: async (call) => (await relations()).listPrivileges(call.shell, optionsOf(call)),
  },
  {
    ...takesPattern,
    names: ['dt', 'dE', 'di', 'dm', 'ds', 'dv'],
    form: /^d[tvmsiE]+[S+]*$/,
    help: [
      { synopsis: '\\dE[S+] [PATTERN]', text: ['list foreign tables'] },
      { synopsis: '\\di[S+] [PATTERN]', text: ['list indexes'] },
      { synopsis: '\\dm[S+] [PATTERN]', text: ['list materialized views'] },
      { synopsis: '\\ds[S+] [PATTERN]', text: ['list sequences'] },
      { synopsis: '\\dt[S+] [PATTERN]', text: ['list tables'] },
      { synopsis: '\\dv[S+] [PATTERN]', text: ['list views'] },
    ],
    completion: ['listed-relation'],
    async run(call): Promise<CommandStatus> {
      const letters = call.name.slice(1).replace(/[S+]/g, '');
      return (await relations()).listRelations(call.shell, letters, optionsOf(call));
    },
  },
  {
    names: ['dump'],
    section,
    help: [{ synopsis: '\\dump', text: ['show the saved catalog as SQL, secrets masked'] }],
    async run({ shell }): Promise<CommandStatus> {
      const { dumpCatalog } = await import('../describe/dump.ts');
      await dumpCatalog(shell);
      return 'done';
    },
  },
  {
    ...takesPattern,
    names: ['du', 'dg'],
    form: /^d[ug][S+]*$/,
    help: [
      { synopsis: '\\dg[S+] [PATTERN]', text: ['list roles'] },
      { synopsis: '\\du[S+] [PATTERN]', text: ['list roles'] },
    ],
    async run(call): Promise<CommandStatus> {
      const { listRoles } = await import('../describe/roles.ts');
      return listRoles(call.shell, optionsOf(call));
    },
  },
  {
    ...takesPattern,
    names: ['dx', 'dx+'],
    help: [{ synopsis: '\\dx[+]  [PATTERN]', text: ['list extensions'] }],
    completion: ['extension'],
    run: async (call) => (await relations()).listExtensions(call.shell, optionsOf(call)),
  },
  {
    ...takesPattern,
    names: ['l', 'l+', 'list', 'list+'],
    help: [{ synopsis: '\\l[+]   [PATTERN]', text: ['list databases'] }],
    run: async (call) => (await relations()).listDatabases(call.shell, optionsOf(call)),
  },
];
