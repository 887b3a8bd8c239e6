// Snapshot: what the 3D view shows at this moment, as a picture with its words below, to share, to keep or to print.
// It is made on the device, and nobody but the person sends it anywhere.

const LEAST_SHARP = 1.5; // pixels of the picture for each of the page, on whatever screen
const STRIP = 0.11; // height of the strip of words, as a share of the picture's width
const MARGIN = 0.02;
const QUALITY = 0.9;
const KEPT_MS = 60_000; // for browsers that read a file some time after the click

/**
 * Make a picture and give it to the person or to a printer.
 *
 * @param {HTMLElement} button  with data-picture: print, or keep with the words data-kept; data-failed says what to do else
 * @param {HTMLElement} box  of the 3D view, with data-title, data-place, data-note and data-address; its part "words" tells the outcome
 * @param {Viewer} viewer
 * @param {HTMLElement} figure  of the state that is shown
 */
export async function give(button, box, viewer, figure) {
  const { title, place, note, address } = /** @type {Record<string, string>} */ (box.dataset);
  const state = figure.querySelector("figcaption")?.textContent ?? "";
  const words = /** @type {HTMLElement} */ (box.querySelector('[data-part="words"]'));
  try {
    const blob = await take(box, viewer, { title, place, state, note, address });
    if (button.dataset.picture === "print") await print(blob, box, figure.querySelector("img")?.alt ?? figure.dataset.alt ?? "");
    else if (await handOver(blob, fileName(title, state), title)) words.textContent = button.dataset.kept ?? "";
  } catch (error) {
    console.error("There is no picture.", error);
    words.textContent = button.dataset.failed ?? "";
  }
}

/**
 * Draw a picture of what the viewer shows, with the dimension line where that shows, and its caption below.
 *
 * @type {(box: HTMLElement, viewer: Viewer, caption: Caption) => Promise<Blob>}
 */
async function take(box, viewer, caption) {
  const shown = await viewer.picture(Math.round(viewer.canvas.clientWidth * Math.max(devicePixelRatio, LEAST_SHARP)));
  const strip = Math.round(shown.width * STRIP);
  const canvas = Object.assign(document.createElement("canvas"), { width: shown.width, height: shown.height + strip });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = getComputedStyle(viewer.canvas).backgroundColor;
  pen.fillRect(0, 0, canvas.width, shown.height);
  pen.drawImage(shown, 0, 0);
  pen.fillStyle = "#fff";
  pen.fillRect(0, shown.height, canvas.width, strip);
  if (box.classList.contains("is-measured")) drawMeasure(pen, box, shown.width / viewer.canvas.clientWidth);
  for (const line of lines(caption, shown.width)) drawLine(pen, line, shown.height, canvas.width);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The canvas gives none."))), "image/jpeg", QUALITY);
  });
}

/**
 * Where each line of the caption stands below the picture and how large it is, in pixels; the first one is bold.
 *
 * @type {(caption: Caption, width: number) => CaptionLine[]}
 */
export function lines({ title, place, state, note, address }, width) {
  const [large, small] = [width * STRIP * 0.3, width * STRIP * 0.21];
  return [
    { text: [title, state, place].filter(Boolean).join(" – "), size: large, down: width * STRIP * 0.4, bold: true },
    { text: `${note} ${address.replace(/^https?:\/\/|\/$/g, "")}`, size: small, down: width * STRIP * 0.76, bold: false },
  ];
}

/**
 * A name for the file: words of the title and the state, in letters that every system takes.
 *
 * @type {(title: string, state: string) => string}
 */
export function fileName(title, state) {
  const plain = `${title} ${state}`.replace(/ß/g, "ss").replace(/ı/g, "i").normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  return `${plain.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.jpg`;
}

/** Tell whether this device shares pictures. */
export function canShare() {
  return Boolean(navigator.canShare?.({ files: [new File([""], "a.jpg", { type: "image/jpeg" })] }));
}

/**
 * Hand a picture to the device: to what it shares with, or else as a file.  Tell whether it went into a file.
 *
 * @type {(blob: Blob, name: string, title: string) => Promise<boolean>}
 */
async function handOver(blob, name, title) {
  if (canShare()) {
    const sharing = { files: [new File([blob], name, { type: blob.type })], title };
    await navigator.share(sharing).catch((error) => {
      if (error.name !== "AbortError") throw error; // the person changed their mind
    });
    return false;
  }
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  return true;
}

/**
 * Print a picture: while the page prints, it stands in ``box`` and in the place of the posters.
 *
 * @param {Blob} blob
 * @param {HTMLElement} box  of the 3D view
 * @param {string} alt  what is to be seen
 */
async function print(blob, box, alt) {
  const image = Object.assign(document.createElement("img"), { src: URL.createObjectURL(blob), alt });
  image.className = "viewer__print";
  await image.decode();
  box.append(image);
  const end = () => {
    URL.revokeObjectURL(image.src);
    image.remove();
  };
  addEventListener("afterprint", end, { once: true });
  globalThis.print();
}

/** @type {(pen: CanvasRenderingContext2D, line: CaptionLine, top: number, width: number) => void} */
function drawLine(pen, { text, size, down, bold }, top, width) {
  pen.fillStyle = "#000";
  pen.font = `${bold ? "bold " : ""}${size}px system-ui, sans-serif`;
  pen.fillText(text, width * MARGIN, top + down, width * (1 - 2 * MARGIN));
}

/** @type {(pen: CanvasRenderingContext2D, box: HTMLElement, scale: number) => void} */
function drawMeasure(pen, box, scale) {
  const line = box.querySelector(".viewer__line line");
  /** @type {(name: string) => number} */
  const at = (name) => Number(line?.getAttribute(name)) * scale;
  const size = pen.canvas.width * STRIP * 0.25;
  const [x, y] = [(at("x1") + at("x2")) / 2, (at("y1") + at("y2")) / 2];
  pen.strokeStyle = "#000";
  pen.lineWidth = 3 * scale;
  pen.beginPath();
  pen.moveTo(at("x1"), at("y1"));
  pen.lineTo(at("x2"), at("y2"));
  pen.stroke();
  pen.font = `bold ${size}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.lineWidth = size / 3;
  pen.strokeStyle = "#fff";
  const length = box.querySelector(".viewer__length")?.textContent ?? "";
  pen.strokeText(length, x, y);
  pen.fillStyle = "#000";
  pen.fillText(length, x, y);
  pen.textAlign = "start";
}
