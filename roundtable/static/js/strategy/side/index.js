import { html } from "../../../vendor/preact-htm.js";

export const Side = () => html`<p></p>`;
