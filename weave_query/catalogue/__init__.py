"""Room 3: what can be asked for: tables, fields, derived fields."""
