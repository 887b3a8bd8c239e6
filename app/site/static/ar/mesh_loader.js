// Loads what is planned, the nearest planning first, one after the other; one that fails leaves its label and its words.

import { takeAway } from "./around.js";
import { inOrder } from "./guidance.js";
import { GLTFLoader } from "../vendor/three-0.183.2/jsm/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "../vendor/three-0.183.2/jsm/libs/meshopt_decoder.module.js";

/**
 * @param {SeenPlanning[]} plannings
 * @param {boolean} isAlone  whether what stands around is seen otherwise: where one is, or as real houses
 * @param {(index: number, when: string, mesh: import("three").Object3D | null) => void} ready  null: it could not be loaded
 * @returns {() => void}  stop
 */
export function loadMeshes(plannings, isAlone, ready) {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  let isStopped = false;
  (async () => {
    for (const { index, when, glb } of inOrder(plannings)) {
      if (isStopped) return;
      try {
        const { scene } = await loader.loadAsync(glb);
        if (isAlone) takeAway(scene);
        if (!isStopped) ready(index, when, scene);
      } catch (error) {
        console.error(`${glb} did not load.`, error);
        if (!isStopped) ready(index, when, null);
      }
    }
  })();
  return () => {
    isStopped = true;
  };
}
