// The table of uploaded files. conv: null until a message with it was written.
export const fileTables = `
  CREATE TABLE file (
    id TEXT PRIMARY KEY,
    uploader TEXT NOT NULL,
    site TEXT,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    w INTEGER,
    h INTEGER,
    at INTEGER NOT NULL,
    conv TEXT,
    note INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_uploader ON file (uploader, at);
  CREATE INDEX file_unsent ON file (at) WHERE conv IS NULL;
  CREATE INDEX file_sent ON file (site, at) WHERE conv IS NOT NULL;
  CREATE INDEX file_conv ON file (conv) WHERE conv IS NOT NULL;
`;
