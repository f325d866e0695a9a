"""Everything a person can ask of Parley, and everything a platform can tell it.

A request holds ids and choices, never a name or a date of the matter, so that it can travel in a button and be
pressed years later. A ``FormRequest`` also carries what was typed. Who asked is in the ``Context``.

Its modules are one vocabulary, imported from here; a request added to one of them is part of it.
"""

from bot.conversation.requests.adjourning import *
from bot.conversation.requests.answering import *
from bot.conversation.requests.attendance import *
from bot.conversation.requests.base import *
from bot.conversation.requests.closing import *
from bot.conversation.requests.events import *
from bot.conversation.requests.letter import *
from bot.conversation.requests.looking import *
from bot.conversation.requests.marking import *
from bot.conversation.requests.registering import *
from bot.conversation.requests.reminding import *
from bot.conversation.requests.roles import *
