"""Refusals in words, to the person who is refused. The one table from code to sentence."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_

from roundtable.core.errors import Refused

MESSAGES = {
    "already_revealed": N_("The result of this vote was shown; it stays as it is."),
    "area_unknown": N_("This policy area does not exist here."),
    "arg_missing": N_("Something is missing: %(field)s."),
    "arg_unknown": N_("This is not known here: %(field)s."),
    "arg_wrong": N_("This does not fit: %(field)s."),
    "busy": N_("The server is busy. It is tried again by itself."),
    "cannot_undo": N_("This step cannot be undone."),
    "changed_since": N_("It was changed again since. Undo the later change first."),
    "closed": N_("This roundtable has ended."),
    "cluster_gone": N_("This group is gone: someone merged or dissolved it."),
    "cluster_unknown": N_("This group does not exist here."),
    "command_unknown": N_("This server does not know that action. Reload the page."),
    "conflict": N_("Someone else wrote here meanwhile. Both versions are kept: choose."),
    "export_running": N_("A document is being made. Wait until it is done."),
    "export_unknown": N_("This document does not exist here."),
    "fault": N_("Something went wrong on the server. Nothing was changed."),
    "group_unknown": N_("This stakeholder group does not exist here."),
    "id_reused": N_("This was sent before with other content. Send it again as new."),
    "id_taken": N_("This was sent before. Send it again as new."),
    "id_wrong": N_("This message has no proper number. Reload the page."),
    "key_unknown": N_("This link does not exist here."),
    "mark_unknown": N_("This vote does not fit the ballot."),
    "no_seat": N_("You are not at the table (any more). Join with the code."),
    "no_timer": N_("This step has no time that runs."),
    "not_in_cluster": N_("Choose proposals of this group."),
    "not_now": N_("Not in this step of the agenda."),
    "not_your_role": N_("Your link does not allow this."),
    "not_yours": N_("Only the person who wrote it can change it."),
    "nothing_to_reveal": N_("There is no vote to count here."),
    "option_unknown": N_("This is not up for vote (any more)."),
    "over_budget": N_("You have %(budget)s dots in all; this would be %(used)s."),
    "passage_unknown": N_("This passage does not exist in the draft."),
    "proposal_unknown": N_("This proposal is not there (any more)."),
    "restarting": N_("The server restarts. It is tried again by itself."),
    "same_cluster": N_("A group cannot be merged with itself."),
    "stage_open": N_("This step is open already."),
    "stage_unknown": N_("This step does not exist here."),
    "storage_full": N_("The server's disk is full. What you sent is kept here and tried again."),
    "text_control": N_("The text has characters that cannot be shown. Write it without them."),
    "text_empty": N_("There is no text yet."),
    "text_too_long": N_("The text has %(length)s characters; at most %(longest)s fit."),
    "too_fast": N_("That was very fast. It is sent in a moment."),
    "too_late": N_("This step is over. It was not counted."),
    "too_many": N_("You have sent %(most)s proposals; let others have a word too."),
    "undone_already": N_("This was undone already."),
    "unknown_code": N_("There is no roundtable with this code."),
    "votes_in": N_("People have voted on this. It can be changed once the vote is reset."),
    "was_withdrawn": N_("This proposal was withdrawn."),
}


def say(refused: Refused) -> str:
    """The sentence for a refusal, in the language of the moment (`i18n.speaking`)."""
    message = MESSAGES.get(refused.code)
    if message is None:
        return str(_("This was not accepted."))
    places = {**refused.params, "field": refused.field or ""}
    return str(message) % places
