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
    "ballot_unfit": N_("This file has no form for ballots of this kind."),
    "busy": N_("The server is busy. It is tried again by itself."),
    "cannot_undo": N_("This step cannot be undone."),
    "card_taken": N_("The card %(card)s belongs to somebody who is here."),
    "card_wrong": N_("This is no code of a card. Look at the number and the letter again."),
    "changed_since": N_("It was changed again since. Undo the later change first."),
    "closed": N_("This roundtable has ended."),
    "cluster_gone": N_("This group is gone: someone merged or dissolved it."),
    "cluster_unknown": N_("This group does not exist here."),
    "command_unknown": N_("This server does not know that action. Reload the page."),
    "comment_unknown": N_("This comment is not there (any more)."),
    "concern_unknown": N_("This concern is not there (any more)."),
    "conflict": N_("Someone else wrote here meanwhile. Both versions are kept: choose."),
    "export_running": N_("A document is being made. Wait until it is done."),
    "export_unknown": N_("This document does not exist here."),
    "fault": N_("Something went wrong on the server. Nothing was changed."),
    "few_voted": N_("Too few people voted for single ballots to be handed out."),
    "format_file": N_("This is no text file. Save it with the encoding UTF-8 and send it again."),
    "format_name": N_("This name cannot be used. Begin it with a letter, and take another one."),
    "format_shipped": N_("This format came with Roundtable and stays as it is. Take another name."),
    "format_taken": N_("There is a format %(name)s already. Take another name, or replace it."),
    "format_unknown": N_("This format does not exist here."),
    "group_unknown": N_("This stakeholder group does not exist here."),
    "hand_down": N_("Your hand is down already."),
    "hand_up": N_("Your hand is up already."),
    "harvested": N_("This note was made a proposal already."),
    "id_reused": N_("This was sent before with other content. Send it again as new."),
    "id_taken": N_("This was sent before. Send it again as new."),
    "id_wrong": N_("This message has no proper number. Reload the page."),
    "is_held": N_("It waits to be looked at."),
    "is_shown": N_("It is shown already."),
    "key_unknown": N_("This link does not exist here."),
    "kind_unknown": N_("This kind of step does not exist."),
    "list_fixed": N_(
        "This sealed vote is over: the list of its ballots is fixed. Reset the vote to hold it anew."
    ),
    "mark_unknown": N_("This vote does not fit the ballot."),
    "minute_gone": N_("This note is gone: someone took it away."),
    "minute_unknown": N_("This note does not exist here."),
    "needs_vote": N_("There is no vote before this step whose result it could show."),
    "no_concerns": N_("Concerns are not asked for in this vote."),
    "no_seat": N_("You are not at the table (any more). Join with the code."),
    "no_table": N_("You sit at no table yet. Choose one first."),
    "no_tables": N_("There are no tables in the room yet. Add some first."),
    "no_timer": N_("This step has no time that runs."),
    "nobody_speaks": N_("Nobody is speaking now."),
    "nobody_waits": N_("Nobody has raised a hand."),
    "not_drawn": N_("In this step people sit where they like. Nothing is drawn."),
    "not_for_them": N_("This can be done only for people without a phone."),
    "not_in_cluster": N_("Choose proposals of this group."),
    "not_in_option": N_("Choose some of the proposals of this option, but not all of them."),
    "not_now": N_("Not in this step of the agenda."),
    "not_rehearsal": N_("This is no rehearsal: its people are real."),
    "not_revealed": N_(
        "This can be done once the result was shown. Until then, change the groups."
    ),
    "not_your_role": N_("Your link does not allow this."),
    "not_your_turn": N_("Wait until it is your turn to share."),
    "not_yours": N_("Only the person who wrote it can change it."),
    "nothing_left": N_("Nothing is left of this suggestion: its proposals lie in groups already."),
    "nothing_to_reveal": N_("There is no vote to count here."),
    "nothing_to_vote_on": N_("There is no vote open here."),
    "no_tie": N_("There is no tie for the last places that could be settled."),
    "no_vote": N_("There is no vote yet whose result was shown."),
    "not_the_tied": N_("Put exactly the options that tie into an order."),
    "nudged": N_("Those who have not acted were asked already in this step."),
    "objection_stands": N_("Take another position instead: then the objection is withdrawn."),
    "option_unknown": N_("This is not up for vote (any more)."),
    "over_budget": N_("You have %(budget)s dots in all; this would be %(used)s."),
    "over_limit": N_("You can say yes to %(limit)s in all; this would be %(used)s."),
    "over_sum": N_("There is %(sum)s to spend; this would cost %(used)s."),
    "own_concern": N_("This is your own concern; you are counted already."),
    "pairs_stay": N_("What was compared in pairs cannot be put together or taken apart."),
    "participant_unknown": N_("This person is not here (any more)."),
    "parts_cost": N_("This has a cost: nobody voted on what its parts would cost."),
    "passage_unknown": N_("This passage does not exist in the draft."),
    "proposal_unknown": N_("This proposal is not there (any more)."),
    "reason_missing": N_("Say what speaks against it: an objection needs a reason."),
    "restarting": N_("The server restarts. It is tried again by itself."),
    "result_before_vote": N_(
        "The result of a vote comes after the vote. Choose a place behind it."
    ),
    "roomtable_unknown": N_("This table does not exist here."),
    "rule_unfit": N_("This rule does not fit this kind of vote."),
    "same_cluster": N_("A group cannot be merged with itself."),
    "same_option": N_("Choose at least two different options."),
    "same_proposal": N_("Choose proposals, and another one to put them into."),
    "seal_broken": N_(
        "The sealed ballots of this vote cannot be opened: the secret of this installation is not "
        "the one that sealed them, or a ballot was changed."
    ),
    "seats_given": N_("Seats were given out. Stay at your table in this step."),
    "setting_unknown": N_("This step has no setting %(setting)s."),
    "setting_wrong": N_("This setting does not fit: %(setting)s."),
    "shared_already": N_("It was shared already."),
    "speaks_already": N_("This person speaks already: someone else called them."),
    "stage_gone": N_("This step was taken off the agenda."),
    "stage_needed": N_("Another step shows the result of this vote. Remove that step first."),
    "stage_open": N_("This step is open already."),
    "stage_running": N_("This step was opened: what decides it stays. Words and time can change."),
    "stage_unknown": N_("This step does not exist here."),
    "storage_full": N_("The server's disk is full. What you sent is kept here and tried again."),
    "subject_unknown": N_("What this is about is not there (any more)."),
    "suggesting": N_("Groups are being suggested. Wait until they are there."),
    "suggestion_gone": N_(
        "This suggestion is gone: someone put it away, or asked for another one."
    ),
    "suggestion_unknown": N_("This suggestion does not exist here."),
    "table_full": N_("All seats of this table are taken. Choose another one."),
    "table_gone": N_("This table was taken out of the room."),
    "table_hosted": N_("This table has a host already."),
    "table_wrong": N_("Notes belong to the table at which you sit."),
    "text_control": N_("The text has characters that cannot be shown. Write it without them."),
    "text_empty": N_("There is no text yet."),
    "text_too_long": N_("The text has %(length)s characters; at most %(longest)s fit."),
    "thing_unknown": N_("This is not there (any more)."),
    "too_fast": N_("That was very fast. It is sent in a moment."),
    "too_late": N_("This step is over. It was not counted."),
    "too_many": N_(
        "You have sent as many as this step takes (%(most)s). You can still change them."
    ),
    "too_many_comments": N_("You have sent %(most)s comments; let others have a word too."),
    "too_many_formats": N_("There are %(most)s formats already. Delete one that nobody needs."),
    "too_many_notes": N_("You have written %(most)s notes; let others have a word too."),
    "too_many_stages": N_("An agenda has at most %(most)s steps. Remove one first."),
    "too_many_tables": N_("There is room for %(most)s tables."),
    "turn_over": N_("This turn is over. Look at the list again."),
    "turn_unknown": N_("This turn does not exist here."),
    "undone_already": N_("This was undone already."),
    "unknown_code": N_("There is no roundtable with this code."),
    "vote_sealed": N_("This vote is sealed: nothing of it is told before its result."),
    "votes_in": N_("People have voted on this. It can be changed once the vote is reset."),
    "was_hidden": N_("It was hidden meanwhile."),
    "was_merged": N_("It was merged with another one that says the same."),
    "was_returned": N_("It was returned to its author meanwhile."),
    "was_withdrawn": N_("It was withdrawn."),
}


def say(refused: Refused) -> str:
    """The sentence for a refusal, in the language of the moment (`i18n.speaking`)."""
    message = MESSAGES.get(refused.code)
    if message is None:
        return str(_("This was not accepted."))
    places = {**refused.params, "field": refused.field or ""}
    return str(message) % places
