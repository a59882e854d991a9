-- The mark that tells an incstats database from any other: "incs" in ASCII.
PRAGMA application_id = 0x696E6373;

CREATE TABLE reports (
    -- One document as it came. Its path is its identity between imports; '-' is standard input, new each time.
    report      INTEGER PRIMARY KEY,
    path        TEXT NOT NULL,
    sha256      TEXT NOT NULL UNIQUE,   -- of the bytes, 64 hexadecimal digits
    format      TEXT NOT NULL,
    lines       INTEGER NOT NULL,
    imported_at TEXT NOT NULL,          -- RFC 3339, UTC
    text        TEXT NOT NULL           -- what the reader made of the bytes; lines and spans count in it
) STRICT;
CREATE UNIQUE INDEX reports_by_path ON reports (path) WHERE path <> '-';

CREATE TABLE copies (
    -- Other paths under which the bytes of a report were seen; they are not counted again.
    path   TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_report ON copies (report);

CREATE TABLE ids (
    -- Every id in use. An id without a row in incidents is kept for its corrections: its report no longer tells of it.
    id        TEXT PRIMARY KEY,
    path      TEXT NOT NULL,            -- of the report that gave it
    read_id   TEXT NOT NULL,            -- as the reader would have it, before it was made unique
    source_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ids_by_path ON ids (path);

CREATE TABLE incidents (
    -- As read; corrections are apart, in their own table. Instants are RFC 3339 with the offset of the wall clock.
    incident      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE REFERENCES ids (id),
    report        INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,
    position      INTEGER NOT NULL,     -- in its report, from 0
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

CREATE TABLE milestones (
    incident   INTEGER NOT NULL REFERENCES incidents (incident) ON DELETE CASCADE,
    milestone  TEXT NOT NULL,
    earliest   TEXT NOT NULL,
    latest     TEXT NOT NULL,           -- equal to earliest where exact; else the first instant that no longer fits
    precision  TEXT NOT NULL,
    basis      TEXT NOT NULL,
    line       INTEGER,                 -- in the text of the report, from 1
    span_start INTEGER,                 -- bytes of the line, from 0
    span_end   INTEGER,                 -- the first byte after
    because    TEXT,
    PRIMARY KEY (incident, milestone)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    incident   INTEGER NOT NULL REFERENCES incidents (incident) ON DELETE CASCADE,
    position   INTEGER NOT NULL,        -- in the incident's story, from 0
    earliest   TEXT NOT NULL,
    latest     TEXT NOT NULL,
    precision  TEXT NOT NULL,
    line       INTEGER NOT NULL,
    span_start INTEGER,
    span_end   INTEGER,
    text       TEXT NOT NULL,
    marks      TEXT NOT NULL,           -- JSON list of milestones
    planned    INTEGER NOT NULL CHECK (planned IN (0, 1)),
    services   TEXT NOT NULL,           -- JSON list of names
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    finding    INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES reports (report) ON DELETE CASCADE,
    incident   INTEGER REFERENCES incidents (incident) ON DELETE CASCADE, -- NULL: of the report as a whole
    position   INTEGER NOT NULL,
    code       TEXT NOT NULL,
    severity   TEXT NOT NULL,
    line       INTEGER,
    span_start INTEGER,
    span_end   INTEGER,
    message    TEXT NOT NULL,
    remedy     TEXT NOT NULL
) STRICT;
CREATE INDEX findings_by_report ON findings (report);
CREATE INDEX findings_by_incident ON findings (incident);

CREATE TABLE finding_places (
    -- Other places that belong to a finding, such as the second of two statements.
    finding    INTEGER NOT NULL REFERENCES findings (finding) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    line       INTEGER NOT NULL,
    span_start INTEGER,
    span_end   INTEGER,
    PRIMARY KEY (finding, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
    -- A person's word over the reader's, in the order it was given.
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL REFERENCES ids (id), -- of the incident
    field     TEXT NOT NULL,            -- a milestone, or title, service, severity, cause, zone
    value     TEXT,                     -- of a field that is no milestone; service: JSON list of names
    earliest  TEXT,                     -- of a milestone; NULL where it is said not to be known after all
    latest    TEXT,
    precision TEXT,
    why       TEXT NOT NULL,
    at        TEXT NOT NULL,            -- RFC 3339, UTC
    undone_at TEXT                      -- taken back then; kept as a record
) STRICT;
CREATE INDEX corrections_by_id ON corrections (id);
