CREATE TABLE revision (
    -- Which state of the history this is: another value after every change, so that what was derived from the history
    -- can tell whether it is still of this state.
    token BLOB NOT NULL
) STRICT;
INSERT INTO revision (token) VALUES (randomblob(16));
