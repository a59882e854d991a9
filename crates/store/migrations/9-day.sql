-- Few ask for the neighbours of one incident, and every incident of a large table paid for the index with its place in it.
DROP INDEX incidents_by_day;
