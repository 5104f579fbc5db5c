import type { Migration } from '#core/workspace/migrate.ts'

/** Changes of a workspace's form as a later Afterword may bring them: each takes a while, so that it can be killed. */
export const laterForms: Migration[] = Array.from({ length: 4 }, (_, index) => ({
  name: `900${index}-test`,
  sql: `CREATE TABLE later${index} (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
INSERT INTO later${index} SELECT i, hex(randomblob(40)) FROM n;
ALTER TABLE review ADD COLUMN later${index} TEXT NOT NULL DEFAULT '';`,
}))
