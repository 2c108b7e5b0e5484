// Typed text that the server does not have yet, kept in this browser under the attempt's id.

export function keptText(attempt) {
  const key = `backmark:attempt:${attempt}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(revision, answers) {
      try {
        localStorage.setItem(key, JSON.stringify({ revision, answers }));
      } catch {
        // A full or forbidden store: the server's copy remains.
      }
    },
    forget() {
      try {
        localStorage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}
