CREATE TABLE entries (
    position INTEGER PRIMARY KEY AUTOINCREMENT, -- order of arrival; never used twice
    person   TEXT    NOT NULL,
    id       TEXT    NOT NULL,                  -- UUID with hyphens, lower case
    at_ns    INTEGER NOT NULL,                  -- when it happened [ns since 1970 UTC]
    device   TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    body     TEXT    NOT NULL,                  -- the whole entry as canonical JSON
    UNIQUE (person, id)
) STRICT;

CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries are never changed');
END;
