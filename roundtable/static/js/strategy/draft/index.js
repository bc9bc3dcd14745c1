import { html } from "../../../vendor/preact-htm.js";

export const Draft = () => html`<p></p>`;
