"""Random requests of the other kinds over random rows: every engine answers what the reference evaluator does."""
