// The dialogs of the workspace by name. Each is drawn with {view, page, say, onClose} and what it was opened with.

export const DIALOGS = {};
