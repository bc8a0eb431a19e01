/** ddbsql's own version, that of package.json. A test holds the two together, so that starting reads no file. */
export const programVersion = '0.1.0';

/** The version of the embedded PostgreSQL, for variables that are set before it runs. The same test holds it to the engine's own. */
export const embeddedVersion = '18.6';
