"""What Parley says about Slack itself; everything about a matter is said in ``bot.wording``."""

NAME = "Parley"
CANCEL = "Cancel"
CLOSE = "Close"
DONE = "Done."
CONTINUED = "(continued)"
OPEN_FORM = "Open the form"
FORM_READY = "The form opens from this button."
READING = "Reading the order. This takes a moment."
FILES_NOT_ALLOWED = (
    "Parley may not read files in this workspace, so this one was not opened. "
    "Paste the order's text with /parley register, or ask an administrator to add the files:read permission."
)
FILE_NOT_READ = "Slack did not hand over that file, so nothing was read. Paste the order's text with /parley register."
FILE_TOO_LARGE = "That file is larger than 12 MB, so nothing was read. Paste the order's text with /parley register."
FILES_NOT_HANDED_OVER = (
    "Parley may not hand over files in this workspace. An administrator can add the files:write permission, "
    "or run parley export on the machine Parley runs on."
)
NOT_INSTALLED = "Parley is not installed in this workspace any more. An administrator can install it again."

INSTALLED = (
    "Parley is installed. It has sent you a direct message in Slack with the next steps. You can close this page."
)
INSTALL_CANCELLED = "Parley was not installed. You can close this page."
INSTALL_OTHER_BROWSER = "This installation began in another browser. Start again at /slack/install."
INSTALL_TOO_LATE = "This installation has expired or was finished already. Start again at /slack/install."
INSTALL_FAILED = "Slack did not complete the installation, so nothing was kept. Start again at /slack/install."
