"""What the core needs from outside: a store, and a way to each platform."""

from bot.ports.messenger import *
from bot.ports.records import *
from bot.ports.schedule import *
from bot.ports.store import *
