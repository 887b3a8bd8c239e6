// The buttons, the hint and the notes over the picture; markup in templates/onsite.html.

import { filled } from "./guidance.js";
import { screenDeg } from "./motion_sensors.js";
import { partsOf } from "./parts.js";
import { save } from "./photo.js";
import { steer } from "./gestures.js";

const NUDGE_DEG = 0.5;
const ZOOM = 1.02;
const PHOTO_SEEN_MS = 3000;
const NOTES_SEEN_MS = 12_000; // two short sentences, read slowly
const TOLD = ["state", "way", "sign", "headingDeg", "pitchDeg", "rollDeg", "errorDeg", "distanceM"];

export class Controls {
  /**
   * @param {HTMLElement} root
   * @param {import("./view.js").View} view  does what the buttons say
   */
  constructor(root, view) {
    this.root = root;
    this.view = view;
    this.part = partsOf(root);
    /** @type {Record<string, string>} */
    this.words = JSON.parse(this.part("words").textContent ?? "");
    this.metres = new Intl.NumberFormat(document.documentElement.lang.slice(0, 2), { maximumFractionDigits: 0 });
    this.ended = new AbortController();
    this.stopSteering = steer(this.part("view"), view.aim, () => view.degPerPx());
    this.said = "";
    this.quietUntil = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.quieting = undefined;
    this.bind();
  }

  bind() {
    const { view } = this;
    const clicks = {
      close: () => this.leave(),
      again: () => view.again(),
      restart: () => this.startAgain(),
      "do-without": () => view.reopen({ withCamera: false }),
      "nudge-left": () => view.aim.step(-NUDGE_DEG, 0),
      "nudge-right": () => view.aim.step(NUDGE_DEG, 0),
      larger: () => view.aim.zoom(ZOOM),
      smaller: () => view.aim.zoom(1 / ZOOM),
      photo: () => this.takePhoto(),
      recall: () => this.recall(),
      copy: () => navigator.clipboard.writeText(this.diagnosis()),
      "close-card": () => this.closeCard(),
    };
    for (const [name, listener] of Object.entries(clicks)) this.on(this.part(name), "click", listener);
    const next = this.root.querySelector("button[data-part=next]"); // where there are several plannings
    if (next instanceof HTMLElement) this.on(next, "click", () => view.goOn());
    for (const choice of this.root.querySelectorAll("input")) {
      if (choice.type === "radio") this.on(choice, "change", () => view.exhibition.choose(choice.value));
    }
    for (const label of view.labels) this.on(label, "click", () => this.openCard(label));
    this.on(this.part("diagnosis"), "toggle", () => {
      this.part("readout").textContent = this.diagnosis();
    });
    this.part("view").addEventListener("keydown", ({ key }) => this.escape(key), { signal: this.ended.signal });
  }

  /** @type {(element: HTMLElement, name: string, listener: () => void) => void} */
  on(element, name, listener) {
    element.addEventListener(name, listener, { signal: this.ended.signal });
  }

  /** @type {(key: string) => void} */
  escape(key) {
    if (key !== "Escape") return;
    if (this.part("card").hidden) this.leave();
    else this.closeCard();
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

  /** Say of a planning that it does not load, so that nobody looks for it. @type {(label: HTMLElement) => void} */
  miss(label) {
    const note = this.part("note-missing");
    const title = label.querySelector("b")?.textContent ?? "";
    const sentence = filled(note.dataset.said ?? "", { title });
    if (!note.textContent.includes(sentence)) note.textContent = `${note.textContent} ${sentence}`.trim(); // not for each state
    note.hidden = false;
  }

  /** The words of a planning, which stand on the page for everyone. @type {(label: HTMLElement) => void} */
  openCard({ dataset: { slug } }) {
    const source = this.root.querySelector(`[data-planning="${slug}"]`);
    const words = [...(source?.children ?? [])].map((child) => child.cloneNode(true));
    this.part("card-words").replaceChildren(...words);
    this.part("card").hidden = false;
    this.part("card").dataset.slug = slug;
    this.part("close-card").focus();
  }

  closeCard() {
    this.part("card").hidden = true;
    const { slug } = this.part("card").dataset;
    this.view.labels.find((label) => label.dataset.slug === slug)?.focus();
  }

  /**
   * What the view knows, on the root, for styles, tests and people who report a fault.
   *
   * @type {(held: ReturnType<typeof import("./orientation.js").attitude>, lock: SignLock | null, isShown: boolean) => void}
   */
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
    const phone = `${innerWidth} x ${innerHeight}, ${screenDeg()}°, ${navigator.userAgent}`;
    return [...told, ...labels, phone].join("\n");
  }

  /** Said once each time it changes, so that a screen reader is not flooded. @type {(sentence: string) => void} */
  say(sentence) {
    if (sentence === this.said || performance.now() < this.quietUntil) return;
    this.said = sentence;
    this.part("hint").textContent = sentence;
  }

  /** Show what `hintFor` says. @type {(hint: Hint) => void} */
  hint({ word, share = 0, turnDeg, index, code, metres = 0, isOld = false }) {
    const title = index === undefined ? "" : this.view.plannings[index].title;
    const degrees = turnDeg === undefined ? 0 : Math.max(10, Math.round(Math.abs(turnDeg) / 10) * 10);
    this.say(filled(this.words[word], { title, degrees, metres: metres.toLocaleString(document.documentElement.lang) }));
    this.part("arrow").hidden = turnDeg === undefined;
    this.part("arrow").dataset.side = (turnDeg ?? 0) > 0 ? "right" : "left";
    this.part("progress").hidden = this.root.dataset.state !== "searching";
    this.part("progress", HTMLProgressElement).value = share;
    this.part("again").hidden = !isOld;
    this.part("elsewhere").hidden = !code;
    if (code) this.part("elsewhere", HTMLAnchorElement).href = `/s/${code}`;
  }

  /** Offer the states of one planning, where it has several. @type {(slug: string) => void} */
  offer(slug) {
    for (const states of this.root.querySelectorAll("fieldset")) {
      states.hidden = states.dataset.states !== slug || states.querySelectorAll("input").length < 2;
    }
  }

  /** Notes are read once and then lie over the picture: show them for a while. */
  showNotes() {
    const { dataset } = this.part("top");
    delete dataset.isQuiet;
    clearTimeout(this.quieting);
    this.quieting = setTimeout(() => {
      dataset.isQuiet = "";
    }, NOTES_SEEN_MS);
  }

  recall() {
    this.part("more", HTMLDetailsElement).open = false;
    this.showNotes();
  }

  /**
   * Say how far each planning is from the sign, and how well that is known.
   *
   * @type {(sign: StationSign, plannings: SeenPlanning[]) => void}
   */
  arrive(sign, plannings) {
    this.view.labels.forEach((label, at) => {
      partsOf(label)("distance").textContent = `${this.metres.format(plannings[at].distanceM)} m`;
    });
    this.part("note-estimated").hidden = !sign.isEstimated;
  }

  /** What is less than it could be, in words. @type {(less: { isRefused: boolean, isStill: boolean }) => void} */
  note({ isRefused, isStill }) {
    const { way } = this.root.dataset;
    const isPanorama = way === "panorama";
    this.part("note-refused").hidden = !isRefused || isStill;
    this.part("note-still").hidden = !isStill;
    this.part("note-front").hidden = isPanorama;
    this.part("note-around").hidden = !isPanorama || Boolean(this.view.station.surroundings);
    this.part("note-missing").hidden = true;
    this.part("note-missing").textContent = "";
    this.part("do-without").hidden = isPanorama;
    this.part("restart").hidden = !isPanorama || isStill;
    this.part("photo").hidden = isPanorama;
    for (const name of ["larger", "smaller"]) this.part(name).hidden = way === "webxr"; // it knows its lens
    this.part("more", HTMLDetailsElement).open = false;
    this.showNotes();
  }

  end() {
    this.ended.abort();
    this.stopSteering();
    clearTimeout(this.quieting);
    this.part("card").hidden = true;
  }
}
