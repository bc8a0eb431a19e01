/** What psql's variables take, and what they say of what they do not. */
import { describe, expect, it } from 'vitest';
import { specialVariables } from '../../src/shell/special-variables.ts';
import { Variables } from '../../src/shell/variables.ts';

describe('values', () => {
  it.each([
    ['ECHO', 'bogus', 'unrecognized value "bogus" for "ECHO"\nAvailable values are: none, errors, queries, all.'],
    ['ON_ERROR_STOP', 'maybe', 'unrecognized value "maybe" for "ON_ERROR_STOP": Boolean expected'],
    ['FETCH_COUNT', 'abc', 'invalid value "abc" for "FETCH_COUNT": integer expected'],
    ['ECHO_HIDDEN', 'x', 'unrecognized value "x" for "ECHO_HIDDEN"\nAvailable values are: on, off, noexec.'],
    ['bad-name', '1', 'invalid variable name: "bad-name"'],
  ])('%s = %s is refused', (name, value, message) => {
    const variables = new Variables();
    expect(variables.set(name, value)).toEqual({ ok: false, message });
  });

  it('a flag set to nothing is on, unset is off', () => {
    const variables = new Variables();
    variables.set('ON_ERROR_STOP', '');
    expect(variables.get('ON_ERROR_STOP')).toBe('on');
    variables.set('ON_ERROR_STOP', undefined);
    expect(variables.flag('ON_ERROR_STOP')).toBe(false);
  });

  it.each(['t', 'TRUE', 'y', 'on', '1'])('%s is on', (value) => {
    const variables = new Variables();
    expect(variables.set('QUIET', value).ok).toBe(true);
    expect(variables.flag('QUIET')).toBe(true);
  });

  it('choices ignore case, and fall back when unset', () => {
    const variables = new Variables();
    variables.set('VERBOSITY', 'TERSE');
    expect(variables.choice('VERBOSITY')).toBe('terse');
    variables.set('VERBOSITY', undefined);
    expect(variables.choice('VERBOSITY')).toBe('default');
  });

  it('IGNOREEOF takes anything, and means 10 by what is no number', () => {
    const variables = new Variables();
    variables.set('IGNOREEOF', 'many');
    expect(variables.integer('IGNOREEOF')).toBe(10);
  });

  it('a variable without a meaning holds what it is given', () => {
    const variables = new Variables();
    variables.set('x', 'a b');
    expect(variables.get('x')).toBe('a b');
    variables.set('x', undefined);
    expect(variables.get('x')).toBeUndefined();
  });
});

it('the table is in the order of --help=variables', () => {
  const names = Object.keys(specialVariables);
  expect(names).toEqual([...names].sort((a, b) => (a.replaceAll('_', '~') < b.replaceAll('_', '~') ? -1 : 1)));
});
