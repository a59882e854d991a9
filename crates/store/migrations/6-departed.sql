-- Only ids that stand without an incident, for their corrections, have a table of their own. An incident has its id, and
-- what the reader called it where that is another one. Three rows and indexes fewer for each incident.

CREATE TABLE departed (
    -- An id whose report no longer tells of it, kept for its corrections.
    id        TEXT PRIMARY KEY,
    path      TEXT NOT NULL,            -- of the report that gave it
    read_id   TEXT NOT NULL,            -- as the reader would have it, before it was made unique
    source_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX departed_by_path ON departed (path);
INSERT INTO departed
    SELECT id, path, read_id, source_id FROM ids WHERE id NOT IN (SELECT id FROM incidents);

CREATE TABLE incidents_6 (
    -- As read; corrections are apart, in their own table. Instants are RFC 3339 with the offset of the wall clock.
    incident      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE, -- in no row of departed
    report        INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,
    position      INTEGER NOT NULL,     -- in its report, from 0
    read_id       TEXT,                 -- as the reader would have it; NULL where that is its id
    day           TEXT,                 -- on which it belongs to a period, YYYY-MM-DD on its own wall clock
    source_id     TEXT,
    kind          TEXT NOT NULL,
    title         TEXT NOT NULL,
    organisation  TEXT,
    language      TEXT,
    posted_opened TEXT,
    posted_closed TEXT,
    status        TEXT NOT NULL,
    as_of         TEXT,                 -- the last moment that the source knows about
    severity      TEXT,
    services      TEXT NOT NULL,        -- JSON list of names
    cause         TEXT,
    zone          TEXT NOT NULL,
    zone_basis    TEXT NOT NULL,
    UNIQUE (report, position)
) STRICT;
INSERT INTO incidents_6
    SELECT incident, id, report, position, nullif(ids.read_id, id), day, incidents.source_id, kind, title, organisation,
        language, posted_opened, posted_closed, status, as_of, severity, services, cause, zone, zone_basis
    FROM incidents JOIN ids USING (id);
DROP TABLE incidents;
ALTER TABLE incidents_6 RENAME TO incidents;

CREATE TABLE corrections_6 (
    -- A person's word over the reader's, in the order it was given.
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL,            -- of the incident, there or departed
    field     TEXT NOT NULL,            -- a milestone, or title, service, severity, cause, zone
    value     TEXT,                     -- of a field that is no milestone; service: JSON list of names
    earliest  TEXT,                     -- of a milestone; NULL where it is said not to be known after all
    latest    TEXT,
    precision TEXT,
    why       TEXT NOT NULL,
    at        TEXT NOT NULL,            -- RFC 3339, UTC
    undone_at TEXT                      -- taken back then; kept as a record
) STRICT;
INSERT INTO corrections_6 SELECT * FROM corrections;
DROP TABLE corrections;
ALTER TABLE corrections_6 RENAME TO corrections;
CREATE INDEX corrections_by_id ON corrections (id);

DROP TABLE ids;
