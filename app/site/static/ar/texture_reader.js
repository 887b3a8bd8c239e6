// Reads the camera's picture out of a texture, within a frame of WebXR; leaves the graphics as they were.

const LONGEST_PX = 1280;

/** @param {WebGL2RenderingContext} gl */
export function makeReader(gl) {
  const [from, to] = [gl.createFramebuffer(), gl.createFramebuffer()];
  const room = gl.createRenderbuffer();
  let size = { width: 0, height: 0 };

  /** @type {(whole: Size) => void} */
  function fit({ width, height }) {
    const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
    const wanted = { width: Math.round(width * scale), height: Math.round(height * scale) };
    if (wanted.width === size.width && wanted.height === size.height) return;
    size = wanted;
    gl.bindRenderbuffer(gl.RENDERBUFFER, room);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, size.width, size.height);
    gl.bindRenderbuffer(gl.RENDERBUFFER, null);
  }

  return {
    /**
     * @param {WebGLTexture} texture
     * @param {{ width: number, height: number }} whole  its size, px
     * @param {boolean} isTopDown  its first row is the uppermost; in WebGL it usually is the lowest
     * @returns {{ colours: Uint8ClampedArray<ArrayBuffer>, width: number, height: number }}  from the upper left
     */
    read(texture, whole, isTopDown) {
      const before = [gl.getParameter(gl.READ_FRAMEBUFFER_BINDING), gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING)];
      const isCut = gl.isEnabled(gl.SCISSOR_TEST);
      gl.disable(gl.SCISSOR_TEST);
      fit(whole);
      const { width, height } = size;
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
      gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, to);
      gl.framebufferRenderbuffer(gl.DRAW_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, room);
      const [first, last] = isTopDown ? [0, height] : [height, 0];
      gl.blitFramebuffer(0, 0, whole.width, whole.height, 0, first, width, last, gl.COLOR_BUFFER_BIT, gl.LINEAR);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, to);
      const colours = new Uint8ClampedArray(4 * width * height);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, colours);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, before[0]);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, before[1]);
      if (isCut) gl.enable(gl.SCISSOR_TEST);
      return { colours, width, height };
    },
    /**
     * What was read, as something that can be drawn.
     *
     * @param {{ colours: Uint8ClampedArray<ArrayBuffer>, width: number, height: number }} read
     */
    shown({ colours, width, height }) {
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d")?.putImageData(new ImageData(colours, width, height), 0, 0);
      return canvas;
    },
  };
}
