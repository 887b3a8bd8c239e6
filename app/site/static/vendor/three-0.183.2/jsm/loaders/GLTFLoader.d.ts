export * from "three/addons/loaders/GLTFLoader.js";
