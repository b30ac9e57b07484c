"""Room 1: a condition on one row of a call's feedback, written in Python."""

from __future__ import annotations

from weave_query.errors import ParseError
from weave_query.syntax import expr as ast
from weave_query.syntax.build import Expression, Term
from weave_query.syntax.called import arguments_told, check_called


@arguments_told
def has_feedback(type: str, where: Expression | None = None) -> Expression:
    """Is there feedback of a type about the call, that satisfies a condition where one is given?

    `has_feedback("wandb.reaction.1", (F("payload.emoji") == "👍") & (F("creator") == "Ann"))`. Of type `*` any feedback
    may. The fields of `where` are those of that one feedback: payload and what is below it, runnable_ref, trigger_ref,
    creator, created_at, feedback_type. Raises ParseError for what is no type or no condition.
    """
    if not isinstance(type, str) or not type:
        raise ParseError(
            "the type of feedback is a text that is not empty", hint='as in `"wandb.reaction.1"`, `"*"` is any'
        )
    if where is None:
        return Term(ast.AnyFeedback(type, ast.Literal(True)), ())
    if not isinstance(where, Expression):
        check_called(where)
        raise ParseError(
            "the condition on feedback is an expression",
            hint='`has_feedback("wandb.note.1", F("payload.note").exists())`',
        )
    return Term(ast.AnyFeedback(type, where._expr), (where,))
