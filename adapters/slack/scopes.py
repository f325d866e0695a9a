"""The permissions Parley asks for. The manifest, the listeners and the guide are held to this table by a test."""

ALWAYS = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "groups:read",
    "im:history",
    "im:write",
    "pins:write",
    "users:read",
)
"""Without these Parley does not work."""

OPTIONAL = ("channels:history", "files:read", "files:write", "groups:history")
"""Each serves one feature, which does without it in a way Parley says."""
