"""Telling what a message asks. Deterministic, offline, the standard library alone."""

from bot.questions.deciding import Question, Verdict
from bot.questions.explaining import explain
from bot.questions.matter import UNREGISTERED, MatterFacts
from bot.questions.understanding import Understanding, understand

__all__ = ["UNREGISTERED", "MatterFacts", "Question", "Understanding", "Verdict", "explain", "understand"]
