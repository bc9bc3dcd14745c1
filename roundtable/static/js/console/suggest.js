// Suggested groups at the board. Nothing is suggested yet.

export const Suggest = () => null;
