"""The logger given to Slack's libraries, which would otherwise repeat what people typed."""

import logging

QUIET = logging.getLogger("adapters.slack.library")
QUIET.setLevel(logging.CRITICAL + 1)
