const NAME = 'lucarne.shelf.photos';

/** Whether cards keep the person's own photos, and what is made of them; they do until somebody says no. */
export function keepsPhotos(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'no';
  } catch {
    return true;
  }
}

/** Chooses it for this browser. What is kept already stays. */
export function keepPhotos(keep: boolean): void {
  try {
    if (keep) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'no');
  } catch {
    // A browser that keeps no choices keeps no photos either.
  }
}
