// A phone with WebXR for tests: the emulator IWER, to which is added what it lacks, a camera that shows one picture.
//
//   phoneAr.hold({ headingDeg, pitchDeg, rollDeg }, [x, y, z])   in the phone's own world: y up, -z is its north;
//                                                                black until it was held for the first time
//   phoneAr.lose()                                               its tracking begins anew
//   PHONE_AR: { picture: data URL, fovDeg: angle of view of the height, isTopDown: how its rows run, isBlind: it keeps
//   the pictures to itself, isRefused }, given before

const { picture, fovDeg, isTopDown = false, isBlind = false, isRefused = false } = globalThis.PHONE_AR;
const seen = fetch(picture).then((answer) => answer.blob()).then(createImageBitmap);
const device = new IWER.XRDevice(
  {
    name: "Phone",
    supportedSessionModes: ["inline", "immersive-ar"],
    supportedFeatures: ["viewer", "local", "dom-overlay", "camera-access"],
    supportedFrameRates: [30],
    internalNominalFrameRate: 30,
    environmentBlendModes: { "immersive-ar": "alpha-blend" },
    interactionMode: "screen-space",
    userAgent: navigator.userAgent,
  },
  { fovy: (fovDeg * Math.PI) / 180, stereoEnabled: false },
);
device.position.set(0, 0, 0);
const spaces = [];
device.installRuntime({ forceInstall: true });
device.canvasContainer.style.zIndex = 1; // the emulator lays it over everything
let [image, isHeld] = [null, false];
seen.then((bitmap) => {
  image = bitmap;
});

if (isRefused) navigator.xr.requestSession = () => Promise.reject(new DOMException("", "NotAllowedError"));

const request = XRSession.prototype.requestReferenceSpace;
XRSession.prototype.requestReferenceSpace = async function keep(type) {
  spaces.push(await request.call(this, type));
  return spaces.at(-1);
};

Object.defineProperty(XRView.prototype, "camera", {
  get: () => (isBlind || !image ? null : { width: image.width, height: image.height }),
});

globalThis.XRWebGLBinding = class extends XRWebGLBinding {
  constructor(session, gl) {
    super(session, gl);
    Object.assign(this, { gl, dark: painted(gl, null), seen: painted(gl, image) });
  }

  getCameraImage() {
    return isHeld ? this.seen : this.dark;
  }
};

function painted(gl, bitmap) {
  const texture = gl.createTexture();
  const flips = gl.getParameter(gl.UNPACK_FLIP_Y_WEBGL);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, !isTopDown);
  if (bitmap) gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  else gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, image.width, image.height);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, flips);
  gl.bindTexture(gl.TEXTURE_2D, null);
  return texture;
}

globalThis.phoneAr = {
  device,
  lose: () => spaces.forEach((space) => space.dispatchEvent(new Event("reset"))),
  hold({ headingDeg, pitchDeg, rollDeg }, [x, y, z]) {
    const half = (deg) => [Math.sin((deg * Math.PI) / 360), Math.cos((deg * Math.PI) / 360)];
    const [[sh, ch], [sp, cp], [sr, cr]] = [half(-headingDeg), half(pitchDeg), half(-rollDeg)];
    const turned = times([0, sh, 0, ch], times([sp, 0, 0, cp], [0, 0, sr, cr]));
    isHeld = true;
    device.position.set(x, y, z);
    device.quaternion.set(...turned);
  },
};

/** Product of two quaternions x, y, z, w. */
function times([ax, ay, az, aw], [bx, by, bz, bw]) {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}
