/**
 * What `\h` says of every SQL command. Descriptions and synopses are those of PostgreSQL's reference pages
 * (Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group; The PostgreSQL License).
 */
import { alterSyntax } from './alter.ts';
import { createSyntax } from './create.ts';
import { dropSyntax } from './drop.ts';
import { otherSyntax } from './other.ts';

export interface SqlSyntax {
  readonly name: string;
  readonly description: string;
  /** The reference page's file name. */
  readonly page: string;
  readonly synopsis: string;
}

/** In the order of their names, as `\h` lists them. */
export const sqlSyntax: readonly SqlSyntax[] = [...alterSyntax, ...createSyntax, ...dropSyntax, ...otherSyntax].sort(
  (a, b) => (a.name < b.name ? -1 : 1),
);

export const sqlCommandNames: readonly string[] = sqlSyntax.map(({ name }) => name);
