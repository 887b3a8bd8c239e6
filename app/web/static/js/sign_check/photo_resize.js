// Makes photographs small before they wait: 1600 px, JPEG, and without what the camera wrote into them.

const LONGEST_PX = 1600;
const QUALITY = 0.8;
const MOST = 3;

/**
 * @param {FileList | null} files
 * @returns {Promise<Blob[]>} the first pictures of a file input, small; one that cannot be opened as it is
 */
export function shrunk(files) {
  return Promise.all([...(files ?? [])].slice(0, MOST).map(one));
}

/** @type {(file: File) => Promise<Blob>} */
async function one(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", QUALITY));
}
