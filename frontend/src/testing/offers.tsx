import { useEffect } from 'react';
import { useOffers } from '../ui/keys/keys-provider';
import type { Offer } from '../ui/keys/registry';

/** Stands where a command palette would, and reports what the page offers. */
export function Offers({ onChange }: { onChange: (offers: readonly Offer[]) => void }) {
  const offers = useOffers();
  useEffect(() => onChange(offers), [onChange, offers]);
  return null;
}
