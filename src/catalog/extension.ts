/** ddbsql's own extension, as a catalog has it. */
import type { CatalogObjects, ExtensionDefinition } from './objects.ts';

/** Its wrapper has the same name. */
export const EXTENSION = 'dynamodb_fdw';

export function extensionOf(objects: CatalogObjects): ExtensionDefinition | undefined {
  const object = objects.find(({ kind, definition }) => kind === 'extension' && definition.name === EXTENSION);
  return object?.kind === 'extension' ? object.definition : undefined;
}

/** Whether an engine that begins with the extension created in schema public is on its way to this catalog. */
export function beginsExtended(objects: CatalogObjects): boolean {
  return extensionOf(objects)?.schema === 'public';
}
