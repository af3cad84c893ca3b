import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';

const faces = ['13px "Inter Variable"', '13px "JetBrains Mono Variable"'];

/**
 * The fonts of the first list, loaded before it is drawn: without them WebKit searches the system's fonts for a
 * fallback of every size and weight, which takes longer than the rest of the drawing. A font that cannot be loaded
 * delays nothing.
 */
export const fonts: Promise<unknown> = Promise.allSettled(faces.map((face) => document.fonts.load(face)));
