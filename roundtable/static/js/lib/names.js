// Names for the day: who has a seat is a bird. The same list as in roundtable/aliases.py (a test
// holds them against each other), so that console and phone call a person the same.

import { _ } from "./i18n.js";

const names = () => [
  _("Calm Heron"), _("Bright Lark"), _("Quick Swift"), _("Kind Robin"), _("Brave Wren"),
  _("Quiet Owl"), _("Merry Finch"), _("Wise Stork"), _("Gentle Dove"), _("Bold Falcon"),
  _("Light Swallow"), _("Steady Crane"), _("Clever Magpie"), _("Warm Nightingale"), _("Free Gull"),
  _("Patient Egret"), _("Lively Starling"), _("Proud Swan"), _("Fresh Kingfisher"), _("Honest Thrush"),
  _("Early Blackbird"), _("Keen Kestrel"), _("Mild Goose"), _("Nimble Nuthatch"), _("Cheerful Goldfinch"),
  _("Curious Jay"), _("Loyal Sparrow"), _("Sunny Oriole"), _("Tall Flamingo"), _("Friendly Cuckoo"),
  _("Small Goldcrest"), _("Strong Eagle"), _("Shy Bittern"), _("Dancing Plover"), _("Singing Warbler"),
  _("Wandering Albatross"), _("Watchful Lapwing"), _("Playful Wagtail"), _("Colourful Hoopoe"), _("Peaceful Pelican"),
];

/** What the participant with this number (from 1) is called today. */
export function alias(number) {
  const all = names();
  const [turn, place] = [Math.floor((number - 1) / all.length), (number - 1) % all.length];
  return turn ? _("%(bird)s %(number)s", { bird: all[place], number: turn + 1 }) : all[place];
}
