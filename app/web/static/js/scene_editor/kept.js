// Kept: what one person chose in this browser, and steps that have not reached the server.

/**
 * @param {string} room  tells it from what others keep
 * @param {Storage} [storage]
 * @returns {KeptSettings}
 */
export function keptIn(room, storage = globalThis.localStorage) {
  return {
    get: (name, otherwise) => {
      try {
        const found = storage.getItem(`${room}.${name}`);
        return found === null ? otherwise : JSON.parse(found);
      } catch {
        return otherwise; // switched off, or written by somebody else
      }
    },
    names: (stem) => {
      try {
        const start = `${room}.${stem}`;
        return [...Array(storage.length).keys()].flatMap((i) => {
          const found = storage.key(i);
          return found?.startsWith(start) ? [found.slice(room.length + 1)] : [];
        });
      } catch {
        return [];
      }
    },
    set: (name, value) => {
      try {
        if (value === null) storage.removeItem(`${room}.${name}`);
        else storage.setItem(`${room}.${name}`, JSON.stringify(value));
      } catch {
        // full or switched off: then it is for this visit only
      }
    },
  };
}
