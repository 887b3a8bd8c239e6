// Shaders: what the graphics processor runs.  The light is the posters' (app/meshes/light.py): the same sun, sky and curve.

import { SKY, SUN } from "./shader_parts.js";

const VERTEX = `#version 300 es
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 uv;
uniform mat4 place, view;
invariant gl_Position;
out vec3 at, facing;
out vec2 paint;
void main() {
  vec4 world = place * vec4(position, 1.0);
  at = world.xyz;
  facing = mat3(place) * normal;
  paint = uv;
  gl_Position = view * world;
}`;

const CUT = `
uniform sampler2D base;
uniform float cutoff;
bool isCut(vec2 uv) { return cutoff > 0.0 && texture(base, uv).a < cutoff; }`;

/** Only how deep everything lies, for shadows. */
export const DEPTH = {
  vertex: VERTEX,
  fragment: `#version 300 es
precision highp float;
in vec2 paint;
${CUT}
void main() { if (isCut(paint)) discard; }`,
};

/** Which points of the ground lie under an open sky or a roof, seen from below: red where something solid stands. */
export const SOLID = {
  vertex: VERTEX,
  fragment: `#version 300 es
precision highp float;
in vec2 paint;
uniform float isTwoSided;
out vec4 solid;
${CUT}
void main() {
  if (isCut(paint)) discard;
  solid = vec4(gl_FrontFacing ? isTwoSided : 1.0 - isTwoSided, 0.0, 0.0, 1.0);
}`,
};

/** Which points of a grid on the ground are open, and which of these lie in shade: red and green. */
export const SHADED = {
  vertex: `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`,
  fragment: `#version 300 es
precision highp float;
uniform highp sampler2DShadow sunMap;
uniform sampler2D solid;
uniform mat4 toSun;
uniform vec4 area;
uniform float high;
out vec4 counted;
void main() {
  ivec2 spot = ivec2(gl_FragCoord.xy);
  vec2 share = gl_FragCoord.xy / vec2(textureSize(solid, 0)), at = area.xy + area.zw * share;
  float open = 1.0 - texelFetch(solid, spot, 0).r;
  float lit = texture(sunMap, (toSun * vec4(at.x, high, at.y, 1.0)).xyz * 0.5 + 0.5);
  counted = vec4(open, open * (1.0 - lit), 0.0, 1.0);
}`,
};

/** Everything in its light. */
export const LIT = {
  vertex: VERTEX,
  fragment: `#version 300 es
precision highp float;
in vec3 at, facing;
in vec2 paint;
uniform vec3 colour, eye, sun, sunLight, groundSun, groundSky, skyGlow;
uniform float foot;
uniform sampler2D rough;
uniform float roughness, metallic, glow, opacity, specular;
uniform vec4 fade;
out vec4 shown;
${CUT}
${SUN}
${SKY}
const float PI = 3.14159265;
const float SENT_BACK = 0.28, OF_GROUND = 0.65, UNDER_ROOF = 0.3; // set by bench_likeness, beside path-traced posters
vec3 skyAt(vec3 way, float soft, vec3 groundLight) {
  float rise = pow(max(way.y, 0.0), 0.6);
  vec3 above = mix(vec3(1.0), vec3(0.70, 0.83, 1.0), rise) * 0.52;
  float away = acos(clamp(dot(way, sun), -1.0, 1.0)) * 57.29578 / (28.0 + 30.0 * soft);
  above += exp(-away * away) * skyGlow;
  return mix(groundLight, above, smoothstep(-0.05 - soft, 0.05 + soft, way.y));
}
vec3 developed(vec3 light) {
  vec3 exposed = light * 0.66;
  vec3 bent = mix(exposed, 0.6 + 0.4 * (1.0 - exp(-(max(exposed, 0.6) - 0.6) / 0.4)), step(0.6, exposed));
  return mix(bent * 12.92, 1.055 * pow(max(bent, 1e-6), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, bent));
}
float schlick(float cosine) { return pow(clamp(1.0 - cosine, 0.0, 1.0), 5.0); }
void main() {
  vec4 given = texture(base, paint);
  if (cutoff > 0.0 && given.a < cutoff) discard;
  vec3 albedo = colour * given.rgb;
  vec4 finish = texture(rough, paint);
  float rougher = max(roughness * finish.g, 0.05), metal = metallic * finish.b;
  vec3 toEye = normalize(eye - at), normal = normalize(facing);
  if (dot(normal, toEye) < 0.0 && !gl_FrontFacing) normal = -normal;
  float turn = grain(gl_FragCoord.xy), facingSun = max(dot(normal, sun), 0.0), facingEye = max(dot(normal, toEye), 1e-3);
  float lit = facingSun > 0.0 ? sunlit(at, normal, sun, turn) : 0.0;
  vec3 groundLight = groundSun + groundSky, around;
  float open;
  sky(at, normal, groundLight * SENT_BACK, around, open);
  float below = 0.5 - 0.5 * normal.y;
  float ground = below > 0.02 ? groundLit(at, normal, foot) : 0.0;
  vec3 ambient = around + PI * below * (groundSun * ground * OF_GROUND + groundSky * mix(UNDER_ROOF, 1.0, open));
  vec3 halfway = normalize(sun + toEye);
  float facingHalf = max(dot(normal, halfway), 0.0), sunHalf = max(dot(sun, halfway), 0.0);
  float retro = 0.5 + 2.0 * rougher * sunHalf * sunHalf;
  float disney = (1.0 + (retro - 1.0) * schlick(facingSun)) * (1.0 + (retro - 1.0) * schlick(facingEye));
  vec3 light = albedo * (1.0 - metal) / PI * (sunLight * facingSun * lit * mix(1.0, disney, specular) + ambient);
  vec3 mirror = mix(vec3(0.032), albedo, metal) * specular;
  float a2 = pow(rougher, 4.0), spread = facingHalf * facingHalf * (a2 - 1.0) + 1.0;
  float k = rougher * rougher / 2.0;
  float shading = 1.0 / (4.0 * (facingSun * (1.0 - k) + k) * (facingEye * (1.0 - k) + k));
  light += sunLight * facingSun * lit * (mirror + (1.0 - mirror) * schlick(sunHalf) * specular) * min(a2 / (PI * spread * spread) * shading, 12.0);
  vec4 r = rougher * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
  vec2 split = vec2(-1.04, 1.04) * (min(r.x * r.x, exp2(-9.28 * facingEye)) * r.x + r.y) + r.zw;
  vec3 way = reflect(-toEye, normal);
  vec3 mirrored = mix(skyAt(way, rougher, groundLight), ambient / PI, rougher * rougher);
  light += mirrored * max(mirror * split.x + specular * max(split.y, 0.0), 0.0) * mix(0.3, 1.0, open);
  light += albedo * glow;
  float away = length(at.xz - fade.xy) / fade.z;
  float solid = opacity * (fade.w > 0.0 ? pow(clamp((fade.w - away) / (fade.w - 1.0), 0.0, 1.0), 1.5) : 1.0);
  shown = vec4(developed(min(light, 12.0)) * solid, solid);
}`,
};
