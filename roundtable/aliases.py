"""Names for the day: a participant is a bird, so that people can speak of "yours" without names."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_

NAMES = (
    N_("Calm Heron"),
    N_("Bright Lark"),
    N_("Quick Swift"),
    N_("Kind Robin"),
    N_("Brave Wren"),
    N_("Quiet Owl"),
    N_("Merry Finch"),
    N_("Wise Stork"),
    N_("Gentle Dove"),
    N_("Bold Falcon"),
    N_("Light Swallow"),
    N_("Steady Crane"),
    N_("Clever Magpie"),
    N_("Warm Nightingale"),
    N_("Free Gull"),
    N_("Patient Egret"),
    N_("Lively Starling"),
    N_("Proud Swan"),
    N_("Fresh Kingfisher"),
    N_("Honest Thrush"),
    N_("Early Blackbird"),
    N_("Keen Kestrel"),
    N_("Mild Goose"),
    N_("Nimble Nuthatch"),
    N_("Cheerful Goldfinch"),
    N_("Curious Jay"),
    N_("Loyal Sparrow"),
    N_("Sunny Oriole"),
    N_("Tall Flamingo"),
    N_("Friendly Cuckoo"),
    N_("Small Goldcrest"),
    N_("Strong Eagle"),
    N_("Shy Bittern"),
    N_("Dancing Plover"),
    N_("Singing Warbler"),
    N_("Wandering Albatross"),
    N_("Watchful Lapwing"),
    N_("Playful Wagtail"),
    N_("Colourful Hoopoe"),
    N_("Peaceful Pelican"),
)


def name(number: int) -> str:
    """The name of the participant with this number (from 1), in the language of the moment."""
    turn, place = divmod(number - 1, len(NAMES))
    bird = str(NAMES[place])
    return bird if turn == 0 else _("%(bird)s %(number)s", bird=bird, number=turn + 1)
