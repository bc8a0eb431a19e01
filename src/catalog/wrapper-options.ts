/** The second table of `\des+ dynamodb_fdw`: every option the wrapper's objects take. */
import { OPTIONS } from './options.ts';

export const WRAPPER_OPTION_HEADINGS = ['Object', 'Option', 'Default', 'Meaning'] as const;

/** One row an option, in the headings' order, objects in the order they are made. */
export function wrapperOptionRows(): readonly (readonly [string, string, string, string])[] {
  return OPTIONS.map(({ object, name, default: value, meaning }) => [object, name, value, meaning]);
}
