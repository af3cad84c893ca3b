/** Leaves the field that has the focus, so that what is typed there and not yet taken (a token of a list) counts. */
export function commitTyping(): void {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) {
    active.blur();
  }
}
