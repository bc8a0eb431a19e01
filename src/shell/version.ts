/** ddbsql's own version, that of package.json. A test holds the two together, so that starting reads no file. */
export const programVersion = '0.1.0';
