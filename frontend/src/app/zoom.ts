/** Percent, the steps of zooming in and out. */
const steps = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** The next step in a direction; stays at the ends. */
export function zoomStep(zoom: number, direction: 1 | -1): number {
  return direction === 1
    ? (steps.find((step) => step > zoom) ?? steps[steps.length - 1] ?? 100)
    : (steps.findLast((step) => step < zoom) ?? steps[0]);
}
