/**
 * Placeholder: the card above the sandbox's list at first start. `failed` is the connector that has failed on purpose.
 * Closing it is `useChangeSettings().mutate({ welcomeClosed: true })`.
 */
export function WelcomeCard(_props: { profile: string; failed: string | undefined }) {
  return null;
}
