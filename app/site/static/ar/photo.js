// A photograph of what is on the screen: the camera's picture with the plannings in it.  It stays on the phone.

import { cover } from "./projection.js";

/**
 * @param {HTMLVideoElement | OffscreenCanvas} picture  of the camera
 * @param {HTMLCanvasElement} scene  just drawn, in the same task
 * @returns {Promise<Blob>}
 */
export function photograph(picture, scene) {
  const canvas = document.createElement("canvas");
  canvas.width = scene.width;
  canvas.height = scene.height;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const isVideo = "videoWidth" in picture;
  const [width, height] = isVideo ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const { scale, left, top } = cover(width, height, canvas.width, canvas.height);
  context.drawImage(picture, left, top, width * scale, height * scale);
  context.drawImage(scene, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("There is no picture."))), "image/jpeg", 0.9);
  });
}

/** Let the rider keep a file. @type {(blob: Blob, name: string) => void} */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
