/** What is said where a part of the app did not load. */
export const notLoaded = {
  title: 'A part of Sluiceway could not be loaded',
  text: 'Nothing was sent to a worker, and your drafts are stored. Reload the window; if it happens again, install Sluiceway again.',
  action: 'Reload',
} as const;

/** Says it without the app, whose code is what may be missing. */
export function sayNotLoaded(place: HTMLElement, reason: unknown): void {
  const title = document.createElement('h1');
  title.textContent = notLoaded.title;
  const text = document.createElement('p');
  text.textContent = notLoaded.text;
  const cause = document.createElement('pre');
  cause.textContent = String(reason);
  const reload = document.createElement('button');
  reload.textContent = notLoaded.action;
  reload.addEventListener('click', () => window.location.reload());
  place.setAttribute('role', 'alert');
  place.replaceChildren(title, text, cause, reload);
}
