// Viewer modules: every file of static/viewer, so that all are asked for at once and not one after the other.

export const VIEWER_MODULES = [
  "gestures", "glb", "gpu", "ground", "light", "lighting", "marks", "matrix", "model", "orbit", "renderer", "room",
  "shade", "shader_parts", "shaders", "shadows", "sharpness", "snapshot", "sun", "sun_panel", "viewer",
];
