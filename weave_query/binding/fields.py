"""Room 3: a field of the request as a value."""

from __future__ import annotations

from weave_query.binding.derived import call_column, derived_value
from weave_query.binding.feedback import derived_feedback_value, feedback_column
from weave_query.binding.refs import expanded_value
from weave_query.binding.values import Value, column_value, document_value
from weave_query.catalogue.fields import Catalogue, FieldKind
from weave_query.errors import Location
from weave_query.syntax.paths import FieldPath


def field_value(path: FieldPath, catalogue: Catalogue, at: Location) -> Value:
    """Find a field and read it. Raises UnknownFieldError, UnsupportedError."""
    field, segments = catalogue.find(path, at)
    of_feedback = catalogue.table == "feedback"
    if field.kind is FieldKind.DERIVED:
        return derived_feedback_value(field.name) if of_feedback else derived_value(field.name)
    column = feedback_column(field.name) if of_feedback else call_column(field.name)
    if field.kind is not FieldKind.JSON:
        return column_value(column)
    if catalogue.expanded:
        return expanded_value(field.name, segments, catalogue.expanded)
    return document_value(column, segments)
