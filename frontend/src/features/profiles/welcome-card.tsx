/** Placeholder: the card above the sandbox's list at first start. Shown by app on the sandbox until it is closed. */
export function WelcomeCard() {
  return null;
}
