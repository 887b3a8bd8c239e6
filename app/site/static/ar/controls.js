// The buttons, the hint and the notes over the picture; markup in templates/onsite.html.

import { filled } from "./guidance.js";
import { save } from "./photo.js";
import { steer } from "./steer.js";

const NUDGE_DEG = 0.5;
const ZOOM = 1.02;
const PHOTO_SEEN_MS = 3000;
const TOLD = ["state", "way", "sign", "headingDeg", "pitchDeg", "rollDeg", "errorDeg", "distanceM"];

export class Controls {
  /**
   * @param {HTMLElement} root
   * @param {object} view  what the buttons do: turn, step, zoom, degPerPx, choose, photo, again, reopen, close
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    this.words = JSON.parse(this.part("words").textContent);
    this.metres = new Intl.NumberFormat(document.documentElement.lang.slice(0, 2), { maximumFractionDigits: 0 });
    this.ended = new AbortController();
    this.stopSteering = steer(this.part("view"), view);
    this.said = "";
    this.quietUntil = 0;
    this.bind();
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  bind() {
    const { view } = this;
    const clicks = {
      close: () => this.leave(),
      again: () => view.again(),
      restart: () => this.startAgain(),
      "do-without": () => view.reopen({ withCamera: false }),
      "nudge-left": () => view.step(-NUDGE_DEG, 0),
      "nudge-right": () => view.step(NUDGE_DEG, 0),
      larger: () => view.zoom(ZOOM),
      smaller: () => view.zoom(1 / ZOOM),
      photo: () => this.takePhoto(),
      copy: () => navigator.clipboard.writeText(this.diagnosis()),
      "close-card": () => this.closeCard(),
    };
    for (const [name, listener] of Object.entries(clicks)) this.on(this.part(name), "click", listener);
    for (const choice of this.root.querySelectorAll('[name="when"]')) {
      this.on(choice, "change", () => view.choose(choice.value));
    }
    for (const label of view.labels) this.on(label, "click", () => this.openCard(label));
    this.on(this.part("diagnosis"), "toggle", () => {
      this.part("readout").textContent = this.diagnosis();
    });
    this.on(this.part("view"), "keydown", ({ key }) => {
      if (key === "Escape") this.part("card").hidden ? this.leave() : this.closeCard();
    });
  }

  on(element, name, listener) {
    element.addEventListener(name, listener, { signal: this.ended.signal });
  }

  leave() {
    this.view.close();
    this.part("with-camera").focus();
  }

  /** By the door, where everything is asked for from a tap. */
  startAgain() {
    this.view.close();
    this.part("with-camera").click();
  }

  async takePhoto() {
    save(await this.view.photo(), `${this.root.dataset.sign}.jpg`);
    this.say(this.words.saved);
    this.quietUntil = performance.now() + PHOTO_SEEN_MS;
  }

  /** The words of a planning, which stand on the page for everyone. */
  openCard({ dataset: { slug } }) {
    const source = this.root.querySelector(`[data-planning="${slug}"]`);
    this.part("card-words").replaceChildren(...[...source.children].map((child) => child.cloneNode(true)));
    this.part("card").hidden = false;
    this.part("card").dataset.slug = slug;
    this.part("close-card").focus();
  }

  closeCard() {
    this.part("card").hidden = true;
    this.root.querySelector(`[data-part="label"][data-slug="${this.part("card").dataset.slug}"]`).focus();
  }

  /** What the view knows, on the root, for styles, tests and people who report a fault. */
  tell({ headingDeg, pitchDeg, rollDeg }, lock, isShown) {
    const { dataset } = this.root;
    dataset.headingDeg = isShown ? headingDeg.toFixed(2) : "";
    dataset.pitchDeg = pitchDeg.toFixed(2);
    dataset.rollDeg = rollDeg.toFixed(2);
    dataset.errorDeg = lock ? lock.errorDeg.toFixed(2) : "";
    dataset.distanceM = lock ? lock.distanceM.toFixed(3) : "";
  }

  diagnosis() {
    const { root, view } = this;
    const told = TOLD.map((name) => `${name}: ${root.dataset[name] ?? ""}`);
    const labels = view.labels.map(
      ({ dataset: { slug, bearingDeg, screenX, screenY } }) => `${slug}: ${bearingDeg}° (${screenX}, ${screenY})`,
    );
    const phone = `${innerWidth} x ${innerHeight}, ${screen.orientation?.angle ?? 0}°, ${navigator.userAgent}`;
    return [...told, ...labels, phone].join("\n");
  }

  /** Said once each time it changes, so that a screen reader is not flooded. */
  say(sentence) {
    if (sentence === this.said || performance.now() < this.quietUntil) return;
    this.said = sentence;
    this.part("hint").textContent = sentence;
  }

  /** Show what `hintFor` says. */
  hint({ word, share = 0, turnDeg, index, code, isOld = false }) {
    const title = index === undefined ? "" : this.view.plannings[index].title;
    const degrees = turnDeg === undefined ? 0 : Math.max(10, Math.round(Math.abs(turnDeg) / 10) * 10);
    this.say(filled(this.words[word], { title, degrees }));
    this.part("arrow").hidden = turnDeg === undefined;
    this.part("arrow").dataset.side = turnDeg > 0 ? "right" : "left";
    this.part("progress").hidden = this.root.dataset.state !== "searching";
    this.part("progress").value = share;
    this.part("again").hidden = !isOld;
    this.part("elsewhere").hidden = !code;
    if (code) this.part("elsewhere").href = `/s/${code}`;
  }

  /** Say how far each planning is from the sign, and how well that is known. */
  arrive(sign, plannings) {
    this.view.labels.forEach((label, at) => {
      label.querySelector('[data-part="distance"]').textContent = `${this.metres.format(plannings[at].distanceM)} m`;
    });
    this.part("note-estimated").hidden = !sign.isEstimated;
  }

  /** What is less than it could be, in words. */
  note({ isRefused, isStill }) {
    const { way } = this.root.dataset;
    const isPanorama = way === "panorama";
    this.part("note-refused").hidden = !isRefused || isStill;
    this.part("note-still").hidden = !isStill;
    this.part("note-front").hidden = isPanorama;
    this.part("do-without").hidden = isPanorama;
    this.part("restart").hidden = !isPanorama || isStill;
    this.part("photo").hidden = isPanorama;
    for (const name of ["larger", "smaller"]) this.part(name).hidden = way === "webxr"; // it knows its lens
  }

  end() {
    this.ended.abort();
    this.stopSteering();
    this.part("card").hidden = true;
  }
}
