// The join page: somebody who already has a seat gets it back instead of a second one.

import { openStore } from "../lib/store.js";
import { regainSeat } from "./seat.js";

const { code, csrf } = document.body.dataset;

if (await regainSeat(await openStore(), code, csrf)) location.reload();
