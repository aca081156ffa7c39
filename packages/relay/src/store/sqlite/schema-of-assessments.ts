// The migration that brings what the staff think visitors hold against them: one answer of each person and quarter, which stays.
export const assessmentTables: string = `
  -- reasons: codes as JSON, as reasons of ratings are named.
  CREATE TABLE self_assessment (
    agent TEXT NOT NULL, quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    at INTEGER NOT NULL, reasons TEXT NOT NULL,
    PRIMARY KEY (agent, quarter)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX self_assessment_at ON self_assessment (at);
  CREATE TRIGGER self_assessment_is_not_changed BEFORE UPDATE ON self_assessment BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER self_assessment_stays BEFORE DELETE ON self_assessment BEGIN SELECT raise(ABORT, 'append-only'); END;
`;
