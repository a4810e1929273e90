-- The newest entry of a person is found without reading the others: an index ends with the position by itself.
CREATE INDEX entries_by_arrival ON entries (person);
