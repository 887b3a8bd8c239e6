// Shader parts: how much of the sun and of the sky reaches a point, by the maps of shadows.js.

export const SKIES = 12; // from how many directions the sky is looked at
const TAPS = 12; // how often a soft edge of a shadow is looked at
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** The sun: its disc is wide, so that shadows grow softer away from what casts them; and whether the ground near by is lit. */
export const SUN = `
uniform highp sampler2DShadow sunMap;
uniform highp sampler2D sunDepth;
uniform mat4 toSun;
uniform vec3 sunAcross;
uniform float sunTexel, isRough;
const float PENUMBRA = 0.03;
float grain(vec2 at) { return 6.2831853 * fract(52.9829189 * fract(dot(at, vec2(0.06711056, 0.00583715)))); }
const vec2 SPOTS[${TAPS}] = vec2[](${spots().map(([x, y]) => `vec2(${x.toFixed(4)}, ${y.toFixed(4)})`).join(", ")});
float sunlit(vec3 at, vec3 facing, vec3 sun, float turn) {
  float slope = clamp(1.0 - dot(facing, sun), 0.0, 1.0);
  vec4 seen = toSun * vec4(at + facing * sunTexel * (0.6 + 2.4 * slope), 1.0);
  vec3 there = vec3(seen.xy, min(seen.z, 1.0)) * 0.5 + 0.5; // behind everything nothing is in the way
  if (isRough > 0.0) return texture(sunMap, there);
  mat2 round = mat2(cos(turn), sin(turn), -sin(turn), cos(turn));
  round[0] /= sunAcross.xy;
  round[1] /= sunAcross.xy;
  float gap = 0.0, met = 0.0;
  for (int i = 0; i < ${TAPS}; i += 2) {
    float depth = texture(sunDepth, there.xy + round * SPOTS[i] * 0.6).r;
    if (depth < there.z) { gap += there.z - depth; met += 1.0; }
  }
  if (met < 0.5) return 1.0;
  float radius = max(PENUMBRA * sunAcross.z * gap / met, 0.9 * sunTexel), lit = 0.0;
  if (met > ${TAPS / 2}.0 - 0.5 && radius < 0.6) return 0.0;
  for (int i = 0; i < ${TAPS}; i++) lit += texture(sunMap, vec3(there.xy + round * SPOTS[i] * radius, there.z));
  return lit / ${TAPS}.0;
}
float groundLit(vec3 at, vec3 facing, float foot) {
  if (isRough > 0.0) return 1.0;
  float high = max(at.y - foot, 0.0), lit = 0.0;
  for (int i = 0; i < 3; i++) {
    vec2 there = at.xz + facing.xz * (float(i * i) * 0.5 + 0.4) * (high + 1.5);
    lit += texture(sunMap, (toSun * vec4(there.x, foot + 0.1, there.y, 1.0)).xyz * 0.5 + 0.5);
  }
  return lit / 3.0;
}`;

/** The sky, as far as it is seen; what is in the way sends back some of the light of the ground. */
export const SKY = `
uniform highp sampler2DArrayShadow skyMaps;
uniform vec4 toSky[${SKIES * 3}];
uniform vec3 skyTowards[${SKIES}], skyLight[${SKIES}], skyAbove, skyBeside;
uniform float settled, skyTexel;
void sky(vec3 at, vec3 facing, vec3 bounced, out vec3 light, out float open) {
  float up = 0.5 + 0.5 * facing.y;
  light = mix(skyBeside, skyAbove, up) * up;
  open = 1.0;
  if (settled <= 0.0) return;
  vec3 found = vec3(0.0);
  float free = 1e-4, all = 1e-4;
  vec4 from = vec4(at + facing * skyTexel, 1.0);
  for (int i = 0; i < ${SKIES}; i++) {
    float share = max(dot(facing, skyTowards[i]), 0.0);
    vec3 there = vec3(dot(toSky[i * 3], from), dot(toSky[i * 3 + 1], from), dot(toSky[i * 3 + 2], from));
    float seen = share * texture(skyMaps, vec4(there.xy, float(i), there.z));
    found += seen * skyLight[i];
    free += seen;
    all += share;
  }
  found = (found + bounced * (all - free)) * ${(2 * Math.PI / SKIES).toFixed(6)};
  light = mix(light, found, settled);
  open = mix(1.0, free / all, settled);
}`;

/** Points spread evenly over a disc. */
function spots() {
  return Array.from({ length: TAPS }, (_, i) => {
    const [far, around] = [Math.sqrt((i + 0.5) / TAPS), i * GOLDEN];
    return [far * Math.cos(around), far * Math.sin(around)];
  });
}
