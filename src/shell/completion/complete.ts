/** What Tab offers. */
import type { Completions } from '../editor.ts';
import type { MainLoop } from '../mainloop.ts';
import type { Shell } from '../shell.ts';

export async function complete(_shell: Shell, _loop: MainLoop, _line: string): Promise<Completions> {
  return { candidates: [], replaces: '' };
}
