// The fields of a step's settings, one look for each kind of setting.

import { html } from "../../../vendor/preact-htm.js";
import { _, pick, spoken } from "../../lib/i18n.js";
import { stagesOf } from "../board.js";
import { choicesOf } from "./settings.js";

export const languageName = (code) => {
  try {
    return new Intl.DisplayNames([spoken()], { type: "language" }).of(code);
  } catch {
    return code;
  }
};

/** "Title (Romanian)" where there are several languages. */
export const inLanguage = (words, lang, languages) => (languages.length > 1 ? `${words} (${languageName(lang)})` : words);

/** A text in each language of the roundtable. */
export function Texts({ words, value, languages, most, rows, onChange, focus }) {
  return languages.map((lang, i) => html`<label key=${lang} class="entry"><span>${inLanguage(words, lang, languages)}</span>
    <${rows ? "textarea" : "input"} class="field" rows=${rows} lang=${lang} maxlength=${most} value=${value[lang] ?? ""} ref=${i === 0 ? focus : null}
      onInput=${(event) => onChange({ ...value, [lang]: event.target.value })} /></label>`);
}

function Chart({ setting, value, languages, onChange }) {
  const set = (at, change) => onChange(value.map((bar, i) => (i === at ? { ...bar, ...change } : bar)));
  const labelOf = (n, lang) => inLanguage(_("Label of bar %(n)s", { n }), lang, languages);
  const figureOf = (n) => _("Figure of bar %(n)s", { n });
  const removal = (n) => _("Remove bar %(n)s", { n });
  return html`<fieldset class="chart-rows"><legend>${setting.words}</legend>${value.map((bar, i) => html`<div key=${i} class="chart-row">
    ${languages.map((lang) => html`<input key=${lang} class="field" lang=${lang} maxlength="120" value=${bar.label[lang] ?? ""}
      aria-label=${labelOf(i + 1, lang)} placeholder=${languageName(lang)}
      onInput=${(event) => set(i, { label: { ...bar.label, [lang]: event.target.value } })} />`)}
    <input class="field figure-field" inputmode="decimal" value=${bar.value} aria-label=${figureOf(i + 1)}
      onInput=${(event) => set(i, { value: event.target.value })} />
    <button type="button" class="button quiet small" aria-label=${removal(i + 1)}
      onClick=${() => onChange(value.filter((_bar, at) => at !== i))}>${_("Remove")}</button></div>`)}
    ${value.length < setting.most && html`<button type="button" class="button small" onClick=${() => onChange([...value, { label: {}, value: "" }])}>${_("Add a bar")}</button>`}
  </fieldset>`;
}

function Which({ setting, value, data, onChange, language }) {
  const found = stagesOf(data).filter(([, stage]) => ["vote", "consent"].includes(stage.kind));
  return html`<label class="entry"><span>${setting.words}</span><select class="field" value=${value} onChange=${(event) => onChange(event.target.value)}>
    <option value="">${_("the one before this step")}</option>
    ${found.map(([id, stage]) => html`<option key=${id} value=${id}>${pick(stage.title, language)}</option>`)}</select></label>`;
}

/** One setting; `values` are those of all, `wrong` the words of what is wrong with it, if anything. */
export function Setting({ setting, value, values, onChange, languages, data, language, fixed, wrong }) {
  const write = (event) => onChange(event.target.value);
  if (setting.kind === "text") return html`<${Texts} words=${setting.words} value=${value} languages=${languages} most=${setting.most} rows=${setting.rows} onChange=${onChange} />`;
  if (setting.kind === "chart") return html`<${Chart} setting=${setting} value=${value} languages=${languages} onChange=${onChange} />`;
  if (setting.kind === "stage") return html`<${Which} setting=${setting} value=${value} data=${data} onChange=${onChange} language=${language} />`;
  if (setting.kind === "words") return html`<label class="entry"><span>${setting.words}</span><textarea class="field" rows="4" value=${value} onInput=${write}></textarea></label>`;
  if (setting.kind === "number") return html`<label class="entry"><span>${setting.words}</span><input class="field number-field" type="number" min=${setting.low} max=${setting.high}
    value=${value} disabled=${fixed} onInput=${write} aria-invalid=${wrong ? "true" : undefined} />${wrong && html`<small class="wrong" role="alert">${wrong}</small>`}</label>`;
  return html`<fieldset class="choices" disabled=${fixed}><legend>${setting.words}</legend>${choicesOf(setting, values).map(([key, words, more]) => html`
    <label key=${key}><input type="radio" name=${`set-${setting.name}`} value=${key} checked=${value === key} onChange=${() => onChange(key)} /><span>${words}${more
      && html`<small class="soft choice-more">${more}</small>`}</span></label>`)}${setting.hint && html`<p class="small soft">${setting.hint}</p>`}</fieldset>`;
}
