import { html } from "../../../vendor/preact-htm.js";

export const Results = () => html`<p></p>`;
