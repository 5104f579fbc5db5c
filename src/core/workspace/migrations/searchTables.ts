/** Where the words of a kind of thing stand: SQL expressions over its row. */
interface Source {
  table: string
  kind: string
  id: string
  reviewId: string
  key: string
  title: string
  body: string
  /** The columns whose change is a change of the words. */
  columns: string
}

const sources: Source[] = [
  {
    table: 'incident',
    kind: 'incident',
    id: '@.id',
    reviewId: 'NULL',
    key: '@.key',
    title: '@.title',
    body: '@.impact',
    columns: 'title, impact',
  },
  {
    table: 'review',
    kind: 'review',
    id: '@.id',
    reviewId: '@.id',
    key: '@.key',
    title: '@.title',
    body: "''",
    columns: 'title',
  },
  {
    table: 'section',
    kind: 'section',
    id: "@.reviewId || '/' || @.id",
    reviewId: '@.reviewId',
    key: "''",
    title: '@.title',
    body: '@.markdown',
    columns: 'markdown',
  },
  {
    table: 'timelineEntry',
    kind: 'timeline',
    id: '@.id',
    reviewId: '@.reviewId',
    key: "''",
    title: "''",
    body: '@.text',
    columns: 'text',
  },
  {
    table: 'factor',
    kind: 'factor',
    id: '@.id',
    reviewId: '@.reviewId',
    key: "''",
    title: '@.title',
    body: '@.detail',
    columns: 'title, detail',
  },
  {
    table: 'action',
    kind: 'action',
    id: '@.id',
    reviewId: '@.reviewId',
    key: '@.key',
    title: '@.title',
    body: "@.detail || ' ' || @.criterion",
    columns: 'title, detail, criterion',
  },
  {
    table: 'evidence',
    kind: 'evidence',
    id: '@.id',
    reviewId: '@.reviewId',
    key: '@.number',
    title: '@.title',
    body: "@.fileName || ' ' || @.source",
    columns: 'title, source',
  },
  {
    table: 'person',
    kind: 'person',
    id: '@.id',
    reviewId: 'NULL',
    key: "''",
    title: '@.name',
    body: '@.email',
    columns: 'name, email',
  },
]

const of = (expression: string, row: 'new' | 'old') => expression.replaceAll('@', row)

const triggers = (source: Source) => `
CREATE TRIGGER search_${source.table}_insert AFTER INSERT ON ${source.table} BEGIN
  INSERT INTO searchEntry (kind, subjectId, reviewId, key, title, body) VALUES ('${source.kind}', ${of(source.id, 'new')},
    ${of(source.reviewId, 'new')}, ${of(source.key, 'new')}, ${of(source.title, 'new')}, ${of(source.body, 'new')});
END;
CREATE TRIGGER search_${source.table}_update AFTER UPDATE OF ${source.columns} ON ${source.table} BEGIN
  UPDATE searchEntry SET title = ${of(source.title, 'new')}, body = ${of(source.body, 'new')}
    WHERE kind = '${source.kind}' AND subjectId = ${of(source.id, 'new')};
END;
CREATE TRIGGER search_${source.table}_delete AFTER DELETE ON ${source.table} BEGIN
  DELETE FROM searchEntry WHERE kind = '${source.kind}' AND subjectId = ${of(source.id, 'old')};
END;`

/** Full text: FTS5 with external content, kept by triggers, so that no command can forget it. */
export const searchSql = `
CREATE TABLE searchEntry (
  rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, subjectId TEXT NOT NULL, reviewId TEXT, key TEXT NOT NULL,
  title TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, subjectId)
) STRICT;
CREATE VIRTUAL TABLE searchText USING fts5 (
  key, title, body, content = 'searchEntry', content_rowid = 'rowid',
  tokenize = "unicode61 remove_diacritics 2 tokenchars '-_'", prefix = '3'
);
CREATE TRIGGER searchEntry_insert AFTER INSERT ON searchEntry BEGIN
  INSERT INTO searchText (rowid, key, title, body) VALUES (new.rowid, new.key, new.title, new.body);
END;
CREATE TRIGGER searchEntry_delete AFTER DELETE ON searchEntry BEGIN
  INSERT INTO searchText (searchText, rowid, key, title, body) VALUES ('delete', old.rowid, old.key, old.title, old.body);
END;
CREATE TRIGGER searchEntry_update AFTER UPDATE ON searchEntry BEGIN
  INSERT INTO searchText (searchText, rowid, key, title, body) VALUES ('delete', old.rowid, old.key, old.title, old.body);
  INSERT INTO searchText (rowid, key, title, body) VALUES (new.rowid, new.key, new.title, new.body);
END;
${sources.map(triggers).join('\n')}
`
