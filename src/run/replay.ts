/**
 * The saved catalog with something in it that cannot be made: a type that is gone, a definition mended by hand. The session goes on without it,
 * and the file keeps it.
 */
import type { ReplayStep } from '../catalog/ddl.ts';
import type { CatalogObject } from '../catalog/objects.ts';
import type { Engine } from '../engine/port.ts';
import { type Notice, SqlError } from '../errors.ts';

/** An object that could not be made, and why; without an error, for want of another that could not. */
export interface Unmade {
  readonly object: CatalogObject;
  readonly error?: SqlError;
}

/** Classes of SQLSTATE that say nothing of the object: connection, resources, interruption, system, bug. */
const NOT_OF_THE_OBJECT = /^(?:08|53|54|57|58|XX)/;

/** Whether it may be an object of the catalog that made its replay fail. */
export function blamesObject(error: unknown): error is SqlError {
  return error instanceof SqlError && !NOT_OF_THE_OBJECT.test(error.code);
}

/**
 * Makes the objects one by one, in one transaction.
 * @returns those that could not be made
 * @throws SqlError where it is not an object that is to blame, or where it is the extension, without which there is no session
 */
export async function replayEach(engine: Engine, steps: readonly ReplayStep[]): Promise<readonly Unmade[]> {
  const unmade = new Map<string, Unmade>();
  await engine.run('BEGIN', {});
  try {
    for (const { object, statements } of steps) {
      if (object?.dependsOn.some((key) => unmade.has(key))) {
        unmade.set(object.key, { object });
        continue;
      }
      try {
        await engine.run(['SAVEPOINT object', ...statements, 'RELEASE object'].join(';\n'), {});
      } catch (error) {
        if (object === undefined || object.kind === 'extension' || !blamesObject(error)) throw error;
        await engine.run('ROLLBACK TO object; RELEASE object', {});
        unmade.set(object.key, { object, error });
      }
    }
    await engine.run('COMMIT', {});
  } catch (error) {
    await engine.run('ROLLBACK', {});
    throw error;
  }
  return [...unmade.values()];
}

/** What is told of them: a WARNING for each that could not be made, which names those that went with it. @param path the catalog's file */
export function unmadeWarnings(unmade: readonly Unmade[], path: string): readonly Notice[] {
  const dependents = unmade.filter(({ error }) => error === undefined).map(({ object }) => object);
  return unmade.flatMap(({ object: { key }, error }) => {
    if (error === undefined) return [];
    const gone = new Set([key]);
    for (const dependent of dependents)
      if (dependent.dependsOn.some((needed) => gone.has(needed))) gone.add(dependent.key);
    const [, ...others] = gone;
    const went = others.length === 0 ? '' : `\nWhat needs it is left out too: ${others.join(', ')}.`;
    return [
      {
        severity: 'WARNING',
        code: error.code,
        message: `could not make ${key} of catalog file "${path}": ${error.message}`,
        detail: `${error.fields.detail === undefined ? '' : `${error.fields.detail}\n`}The session goes on without it, and the file keeps it.${went}`,
        hint: `Mend or remove "${key}" in the file, or create it anew, which replaces it there.`,
      },
    ];
  });
}
