/** `help`, `quit` and `exit` typed as words, and `\q` where it is not read as a command: answers for hands used to other shells. */
import type { MainLoop } from './mainloop.ts';

/** `handled`: the line is done with. `quit`: the shell ends. `go-on`: the line is read as any other. */
export async function assistanceWord(loop: MainLoop, line: string): Promise<'handled' | 'quit' | 'go-on'> {
  const { buffer, prompt, shell } = loop;
  // At the line's beginning, followed by blanks and at most one semicolon: indented they are names.
  const word = /^(help|quit|exit|\\q)\s*;?\s*$/i.exec(line)?.[1]?.toLowerCase();
  if (word === undefined) return 'go-on';
  const commandsWork = prompt === 'ready' || prompt === 'continue' || prompt === 'paren';
  if (word === 'help') {
    if (!buffer.empty) {
      await shell.io.out('Use \\? for help or press control-C to clear the input buffer.\n');
      return 'go-on';
    }
    await shell.io.out(
      'You are using ddbsql, psql for Amazon DynamoDB.\n' +
        'Type:  \\copyright for distribution terms\n' +
        '       \\h for help with SQL commands\n' +
        '       \\? for help with ddbsql commands\n' +
        '       \\g or terminate with semicolon to execute query\n' +
        '       \\q to quit\n',
    );
    return 'handled';
  }
  if (word === '\\q') {
    if (!buffer.empty && !commandsWork) await shell.io.out('Use control-D to quit.\n');
    return 'go-on';
  }
  if (buffer.empty) return 'quit';
  await shell.io.out(commandsWork ? 'Use \\q to quit.\n' : 'Use control-D to quit.\n');
  return 'go-on';
}
