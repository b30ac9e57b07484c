"""What is in here is distributions of their own, with tests of their own, which run where they are installed."""

collect_ignore = ["weave_query_echo"]
