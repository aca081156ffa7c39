// The migration that brings signed identities: which visitors are one person of a site, and what that site has signed of it.
export const identityTables: string = `
  -- As JSON: the public part of each key, and never a secret.
  ALTER TABLE site ADD COLUMN keys TEXT;

  -- sub: the site's own name for the person. signed_at: when this visitor brought a signature last.
  ALTER TABLE visitor ADD COLUMN sub TEXT;
  ALTER TABLE visitor ADD COLUMN signed_at INTEGER;
  CREATE INDEX visitor_person ON visitor (site, sub) WHERE sub IS NOT NULL;

  CREATE TABLE person (
    site TEXT NOT NULL, sub TEXT NOT NULL, claims TEXT NOT NULL,
    PRIMARY KEY (site, sub)
  ) STRICT, WITHOUT ROWID;

  -- I3: who brought which signature first.
  CREATE TABLE signature (
    site TEXT NOT NULL, jti TEXT NOT NULL, visitor TEXT NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (site, jti)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX signature_until ON signature (until);
  CREATE INDEX signature_visitor ON signature (visitor);
`;
