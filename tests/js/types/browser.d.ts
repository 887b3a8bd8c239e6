// What browsers have and TypeScript's DOM does not know.

/** https://wicg.github.io/shape-detection-api/ */
interface BarcodeDetector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string; cornerPoints: { x: number; y: number }[] }[]>;
}
declare var BarcodeDetector:
  | { new (wanted: { formats: string[] }): BarcodeDetector; getSupportedFormats(): Promise<string[]> }
  | undefined;

/** iPhones ask before they tell how they are held, and tell where north is. */
interface DeviceOrientationEvent {
  readonly webkitCompassHeading?: number;
}
interface Asking {
  requestPermission?: () => Promise<string>;
}

/** https://immersive-web.github.io/raw-camera-access/ */
interface XRCamera {
  readonly width: number;
  readonly height: number;
}
interface XRView {
  readonly camera?: XRCamera;
}

interface Window {
  L: typeof import("leaflet");
}

/** What our service worker uses; TypeScript has it in a library that does not go together with the DOM's. */
interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface ServiceWorkerGlobalScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(name: "fetch", listener: (event: FetchEvent) => void): void;
}

/** Our own events. */
interface HTMLElementEventMap {
  "view-failed": CustomEvent<unknown>;
}
