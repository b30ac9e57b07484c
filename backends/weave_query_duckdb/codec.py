"""DuckDB: values across the driver's boundary: the client takes and gives Python values."""

from weave_query.codecs import PlainCodec


class DuckDBCodec(PlainCodec):
    """Nothing is special."""
