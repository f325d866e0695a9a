"""Where the parts are put together: the only package that knows them all."""

from bot.wiring.platforms import application
from bot.wiring.program import Program, assemble, step_through
from bot.wiring.serving import serve, warm_up

__all__ = ["Program", "application", "assemble", "serve", "step_through", "warm_up"]
