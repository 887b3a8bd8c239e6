export * from "three/addons/libs/meshopt_decoder.module.js";
