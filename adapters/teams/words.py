"""What Parley says about Teams itself: where an answer went, and what Teams does not let it do.

Everything about a matter is said by ``bot.wording``.
"""

ANSWERED_PRIVATELY = "Answered you privately, in our own chat."
CANNOT_WRITE_PRIVATELY = (
    "The answer is for you alone, and Teams does not let me write to you yet. "
    "Add Parley for yourself (Apps, then Parley, then Add), then ask again here."
)
NOTED = "Done."
NOTHING_TO_DO = "Nothing was changed."
SHORTENED = "The rest did not fit into one message."
NEEDED = "Please fill this in."
CHOOSE = "Please choose one."
OPTIONAL = "{} (optional)"
ATTACH_INSTEAD = "{}: Teams takes no file in a form. Attach it to a message in our own chat, or paste its text here."
CHANGED_IN_CHAT = "Done. The card in our chat shows it."
BELOW = "See the message below."
FILE_OFFERED = "{} is ready. Teams asks before it puts a file into your OneDrive."
FILE_SAVED = "{} is in your OneDrive, in the folder for files from Teams chats."
FILE_DECLINED = "Nothing was saved."
FILE_GONE = "That file could not be made again. Ask for the export once more."
FILE_NOT_TAKEN = "Teams could not hand me that file. Paste the order's text into a message instead."
FILE_TOO_LARGE = "That file is larger than {} MB. Paste the order's text into a message instead."
NOT_SENT = "Teams did not let me answer here. What you pressed was taken; type status to see where things stand."
WHO_ARE_YOU = (
    "Teams does not tell me at the moment that you belong to this channel, so nothing was shown or changed. "
    "Please try again in a minute."
)
