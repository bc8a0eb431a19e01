/**
 * A golden case: a script and the output it has to have, side by side; `NAME.setup.sql` runs before it where it is there.
 *
 * What the script says in comments holds whatever the output file says, so that a careless rewrite cannot bless a regression:
 *
 * - `-- expect: TEXT`, `-- expect-not: TEXT`: the answer to the next statement contains TEXT, or does not.
 * - `-- exit: N`: the exit code, 0 unless told.
 * - `-- catalog: empty`: begins without the shop's foreign tables.
 * - `-- sizes: known` or `unknown`: whether DescribeTable gives the sizes of tables.ts or, as for a table made today, none. Known for plans, unknown for the rest.
 * - `-- endpoint: none`: without AWS_ENDPOINT_URL_DYNAMODB, which names the emulator otherwise.
 * - `-- emulator: NAME`: for this emulator only.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = new URL('./', import.meta.url).pathname;

/** The folders of cases that `golden.test.ts` runs. */
const GROUPS = ['plans', 'queries', 'errors', 'document', 'shell'];

export interface GoldenCase {
  /** `group/name`. */
  readonly name: string;
  readonly group: string;
  readonly folder: string;
  /** The script's file name within its folder. */
  readonly script: string;
  readonly expectedFile: string;
  /** undefined where it has not been written yet. */
  readonly expected: string | undefined;
  readonly text: string;
  /** A script that runs before it and is not shown. */
  readonly setup: string | undefined;
  readonly exitCode: number;
  readonly catalog: 'shop' | 'empty';
  readonly sizes: 'known' | 'unknown';
  readonly endpoint: 'emulator' | 'none';
  readonly emulator: string | undefined;
}

/** Those of `golden.test.ts`, or of the folders that another test file runs. */
export function goldenCases(groups: readonly string[] = GROUPS): readonly GoldenCase[] {
  return groups.flatMap((group) =>
    readdirSync(join(FOLDER, group))
      .filter((file) => file.endsWith('.sql') && !file.endsWith('.setup.sql'))
      .map((file) => readCase(group, file.slice(0, -'.sql'.length))),
  );
}

function readCase(group: string, stem: string): GoldenCase {
  const folder = join(FOLDER, group);
  const script = `${stem}.sql`;
  const expectedFile = join(folder, `${stem}.out`);
  const text = readFileSync(join(folder, script), 'utf8');
  const said = (name: string): string | undefined => new RegExp(`^-- ${name}: (.*)$`, 'm').exec(text)?.[1];
  return {
    name: `${group}/${stem}`,
    group,
    folder,
    script,
    expectedFile,
    expected: existsSync(expectedFile) ? readFileSync(expectedFile, 'utf8') : undefined,
    text,
    setup: existsSync(join(folder, `${stem}.setup.sql`)) ? `${stem}.setup.sql` : undefined,
    exitCode: Number(said('exit') ?? 0),
    catalog: said('catalog') === 'empty' ? 'empty' : 'shop',
    sizes: (said('sizes') ?? (group === 'plans' ? 'known' : 'unknown')) === 'known' ? 'known' : 'unknown',
    endpoint: said('endpoint') === 'none' ? 'none' : 'emulator',
    emulator: said('emulator'),
  };
}

interface Expectation {
  readonly not: boolean;
  readonly wanted: string;
}

function expectationOf(line: string): Expectation | undefined {
  const match = /^-- expect(-not)?: (.*)$/.exec(line);
  return match === null ? undefined : { not: match[1] !== undefined, wanted: match[2] ?? '' };
}

/** What the script expects and the output does not show. */
export function brokenExpectations({ text }: GoldenCase, output: string): readonly string[] {
  const script = text.split('\n').filter((line) => line !== '');
  const ofScript = new Set(script);
  // In the script's words: in the output's, what looks like a secret is masked.
  const left = script.map(expectationOf).filter((expectation) => expectation !== undefined);
  const broken: string[] = [];
  let current: Expectation[] = [];
  let answers: string[] = [];
  const judge = (): void => {
    const answer = answers.join('\n');
    for (const { not, wanted } of current) {
      if (answer.includes(wanted) === not) broken.push(`${not ? 'unexpected' : 'expected'}: ${wanted}\n${answer}`);
    }
    current = [];
    answers = [];
  };
  for (const line of output.split('\n')) {
    const isExpectation = expectationOf(line) !== undefined;
    if (!isExpectation && !ofScript.has(line)) answers.push(line);
    // The output repeats the script's lines (-a): the first one after an answer is its end.
    else if (answers.length > 0) judge();
    const expectation = isExpectation ? left.shift() : undefined;
    if (expectation !== undefined) current.push(expectation);
  }
  judge();
  return [...broken, ...left.map(({ wanted }) => `never reached: ${wanted}`)];
}
