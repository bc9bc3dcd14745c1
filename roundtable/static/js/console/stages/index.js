// Which work belongs to which kind of step.

import { Board } from "../group.js";
import { Collect, Write } from "./collect.js";
import { Consent } from "./consent.js";
import { Close, Decide, Feedback } from "./ending.js";
import { Discuss, Previous, Reveal } from "./result.js";
import { Break, Inform, Welcome } from "./simple.js";
import { Harvest, Tables } from "./tables.js";
import { Vote } from "./vote.js";

export const WORK = {
  welcome: Welcome, inform: Inform, write: Write, round: Collect, clarify: Collect, propose: Collect, improve: Collect,
  group: Board, vote: Vote, reveal: Reveal, previous: Previous, discuss: Discuss, consent: Consent,
  tables: Tables, harvest: Harvest, break: Break, decide: Decide, feedback: Feedback, close: Close,
};
