-- What a report was read with, so that an import can tell whether reading the same bytes again would give the same.

CREATE TABLE readings (
    report    INTEGER PRIMARY KEY REFERENCES reports (report) ON DELETE CASCADE,
    sha256    TEXT NOT NULL,            -- of the bytes that were read
    read_with TEXT NOT NULL             -- the mark of the reader and of what was said about the report
) STRICT;
