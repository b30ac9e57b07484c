"""Room 6: a lowering in which nothing is written yet, for whoever begins one. Each method refuses by its name."""

from __future__ import annotations

from typing import NoReturn

from sqlglot import exp

from weave_query.binding.nodes import JsonRef, Member, Param
from weave_query.errors import UnsupportedError
from weave_query.lowering.base import Lowering


class UnfinishedLowering(Lowering):
    """Every method that `Lowering` leaves open, as a refusal (WQ401). What is finished derives from `Lowering`."""

    def json_ref(self, node: JsonRef) -> exp.Expr:
        _refuse("json_ref")

    def member(self, node: Member) -> exp.Expr:
        _refuse("member")

    def contains(self, text: exp.Expr, needle: exp.Expr) -> exp.Expr:
        _refuse("contains")

    def starts_with(self, text: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        _refuse("starts_with")

    def ends_with(self, text: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        _refuse("ends_with")

    def starts_with_any(self, text: exp.Expr, prefixes: Param) -> exp.Expr:
        _refuse("starts_with_any")

    def text_to_float(self, text: exp.Expr) -> exp.Expr:
        _refuse("text_to_float")

    def text_to_int(self, text: exp.Expr) -> exp.Expr:
        _refuse("text_to_int")

    def int_to_float(self, number: exp.Expr) -> exp.Expr:
        _refuse("int_to_float")

    def int_to_text(self, number: exp.Expr) -> exp.Expr:
        _refuse("int_to_text")

    def float_to_text(self, number: exp.Expr) -> exp.Expr:
        _refuse("float_to_text")

    def float_to_int(self, number: exp.Expr) -> exp.Expr:
        _refuse("float_to_int")

    def timestamp_to_text(self, time: exp.Expr) -> exp.Expr:
        _refuse("timestamp_to_text")

    def timestamp_to_micros(self, time: exp.Expr) -> exp.Expr:
        _refuse("timestamp_to_micros")

    def timestamp_to_seconds(self, time: exp.Expr) -> exp.Expr:
        _refuse("timestamp_to_seconds")

    def text_length(self, text: exp.Expr) -> exp.Expr:
        _refuse("text_length")

    def list_length(self, items: exp.Expr) -> exp.Expr:
        _refuse("list_length")

    def op_ref_name(self, text: exp.Expr) -> exp.Expr:
        _refuse("op_ref_name")


def _refuse(method: str) -> NoReturn:
    raise UnsupportedError(f"`{method}` of this backend's lowering is not written yet")
