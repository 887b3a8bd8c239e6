// The phone's camera: its picture on the page, and single pictures in grey for the search.

import { grey } from "./greyscale.js";

const WANTED = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 }, resizeMode: { ideal: "none" } },
};

/**
 * Ask for the camera and show it.
 *
 * @param {HTMLVideoElement} video
 * @param {() => void} lost  called once if the camera is taken away
 * @returns {Promise<{ grab: () => GreyPicture | null, close: () => void }>}
 *   Rejects where there is no camera or it is refused.
 */
export async function openCamera(video, lost) {
  const stream = await navigator.mediaDevices.getUserMedia(WANTED);
  const [track] = stream.getVideoTracks();
  track.addEventListener("ended", lost, { once: true });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  let newest = -1;
  return {
    grab() {
      if (!video.videoWidth || video.paused || video.currentTime === newest) return null;
      newest = video.currentTime;
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { pixels: grey(data), width, height };
    },
    close() {
      track.removeEventListener("ended", lost);
      stream.getTracks().forEach((each) => each.stop());
      video.srcObject = null;
    },
  };
}
