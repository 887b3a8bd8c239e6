// The door to WebXR: a session in which the phone tracks itself and shows its camera's pictures to the page.

const WANTED = ["local", "dom-overlay", "camera-access"];

/** Tell whether it is worth asking; loads nothing and asks nobody. */
export async function canTrack() {
  try {
    return (await navigator.xr?.isSessionSupported("immersive-ar")) ?? false;
  } catch {
    return false; // forbidden by a policy
  }
}

/**
 * Ask for a session; must be called from a tap.
 *
 * @param {HTMLElement} overlay  what lies over the camera's picture
 * @returns {Promise<XRSession | null>}  null if it is refused, or if the browser keeps the pictures to itself
 */
export async function askForTracking(overlay) {
  const wanted = { requiredFeatures: WANTED, domOverlay: { root: overlay } };
  return (await navigator.xr?.requestSession("immersive-ar", wanted).catch(() => null)) ?? null;
}
